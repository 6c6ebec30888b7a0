package look_test

import (
	"testing"

	"github.com/oudpath/oudpath/examples/playground/look"
	"github.com/stretchr/testify/require"
)

const returning = "2-methadone-after-missed-doses.txt"

// Days follow the end of a text: with their standing, what a prescriber has to decide, and a drawing.
func TestDaysAhead(t *testing.T) {
	text := samples(t)[returning]
	ask := look.Ask{Course: "missed", Product: "methadone.conc", Setting: "otp"}
	ahead := look.After(text, 0, ask)
	require.Empty(t, ahead.Problem)
	require.NotEmpty(t, ahead.Days)
	require.Equal(t, "2026-03-02", ahead.Days[0].Date, "the day on which the text ends")
	require.NotEmpty(t, ahead.Title)
	require.NotEmpty(t, ahead.Standing)
	wellFormed(t, ahead.SVG)
	require.NotEqual(t, ahead.SVG, look.After(text, 1, look.Ask{Course: "missed", Product: "methadone.soln"}).SVG)
}

// What a prescriber decides takes the place of the question.
func TestAQuestionIsAnswered(t *testing.T) {
	text := samples(t)["1-buprenorphine-three-hours-after-heroin.txt"]
	ask := look.Ask{Course: "titrate", Product: "methadone.conc", Setting: "otp", Answers: map[string]string{}}
	first := look.After(text, 0, ask)
	require.Empty(t, first.Problem)
	require.NotEmpty(t, first.Questions)
	for _, q := range first.Questions {
		ask.Answers[q.ID] = " 20 mg "
	}
	then := look.After(text, 0, ask)
	require.Empty(t, then.Problem)
	require.NotEqual(t, first.Questions, then.Questions)
	for _, wrong := range []string{"much", "20", "-3", "20 furlong"} {
		ask.Answers[first.Questions[0].ID] = wrong
		_ = look.After(text, 0, ask) // is an answer, whatever it is
	}
	ask.Answers[first.Questions[0].ID] = "much"
	require.Contains(t, look.After(text, 0, ask).Problem, "neither an amount")
}

// Whatever can be chosen comes to days or to a reason.
func TestEveryCourseSaysSomething(t *testing.T) {
	t.Parallel()
	choices := look.All()
	require.NotEmpty(t, choices.Products)
	require.Contains(t, choices.Settings, look.Named{ID: "otp", Title: "otp"})
	text, made := samples(t)[returning], 0
	for i, c := range choices.Courses {
		ahead := look.After(text, 0, look.Ask{Course: c.ID, Product: []string{"methadone.conc", "bup.sl"}[i%2], Setting: "otp"})
		if ahead.Problem != "" {
			require.Empty(t, ahead.Days)
			continue
		}
		made++
		require.True(t, len(ahead.Days)+len(ahead.Questions)+len(ahead.Notes) > 0, c.ID)
	}
	require.Greater(t, made, len(choices.Courses)/3)
	require.NotEmpty(t, look.After("", 0, look.Ask{Course: "titrate"}).Problem)
	require.Contains(t, look.After(text, 0, look.Ask{Course: "none"}).Problem, "no course")
}
