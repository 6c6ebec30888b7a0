package plan_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

func hour(n int) time.Time { return start.Add(time.Duration(n) * time.Hour) }

func TestStaysAreShownTheCurrentOneFirst(t *testing.T) {
	var stays []plan.Stay
	look := plan.Rule{ID: "test.look", Title: "Look", Severity: record.Advice, Watches: record.Says,
		Cites:  firstDayRule().Cites,
		Remedy: "none", Judge: func(v *plan.View) plan.Result {
			for stay := range v.Stays {
				stays = append(stays, stay)
			}
			for stay := range v.Stays {
				require.Equal(t, stays[0], stay)
				break
			}
			return v.Met()
		}}
	e := newEngine(t, jurisdiction(), look)
	apply(t, e, e.Open("p"),
		at(0, "a", record.StageMove{Trigger: stages.Assess}),
		at(1, "b", record.StageMove{Trigger: stages.BeginTherapy}),
		at(2, "c", record.ReturnedToUse{Agent: "heroin"}),
		at(3, "d", record.ForceMove{Stage: stages.Recovery, Note: "entered from paper"}),
		at(4, "e", record.Custom{Name: "org.example.look"}))
	require.Equal(t, []plan.Stay{
		{Stage: stages.Recovery, From: hour(3)},
		{Stage: stages.Assessment, By: stages.ReturnToUse, From: hour(2), Until: hour(3)},
		{Stage: stages.Therapy, By: stages.BeginTherapy, From: hour(1), Until: hour(2)},
		{Stage: stages.Assessment, By: stages.Assess, From: hour(0), Until: hour(1)},
		{Stage: stages.Referral, Until: hour(0)},
	}, stays)
}

func TestFirstSessionOfAService(t *testing.T) {
	day := civil.Of(start, time.UTC)
	seen(t, func(v *plan.View) {
		at, ok := v.FirstSession(stages.CBT, day)
		require.True(t, ok)
		require.Equal(t, hour(2), at, "a session that was missed was not attended")
		_, ok = v.FirstSession(stages.CBT, day.Add(1))
		require.False(t, ok)
		_, ok = v.FirstSession(stages.DBT, day)
		require.False(t, ok)
	},
		record.SessionMissed{Service: stages.CBT}, record.SessionAttended{Service: stages.Motivational},
		record.SessionAttended{Service: stages.CBT}, record.SessionAttended{Service: stages.CBT})
}

func TestAnswersAreACopy(t *testing.T) {
	items := map[string]int{"craving": 1, "tolerance": 1}
	seen(t, func(v *plan.View) {
		answers, at, ok := v.Answers(scale.DSM5OUD)
		require.True(t, ok)
		require.Equal(t, hour(0), at)
		answers["craving"] = 0
		again, _, _ := v.Answers(scale.DSM5OUD)
		require.Equal(t, 1, again["craving"])
		_, _, ok = v.Answers(scale.PHQ9)
		require.False(t, ok, "only its total is on record")
		_, _, ok = v.Answers(scale.COWS)
		require.False(t, ok)
		_, _, ok = v.Answers("none")
		require.False(t, ok)
	},
		record.Scored{Scale: scale.DSM5OUD, Items: items}, record.Scored{Scale: scale.PHQ9, Total: 3})
}
