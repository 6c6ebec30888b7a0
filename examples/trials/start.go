package main

import (
	"context"
	"math"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/survival"
	"github.com/oudpath/oudpath/stages"
)

const (
	inTreatment = "in treatment"
	leftEarly   = "left treatment"
	stopping    = "stopping"
)

// completion is the week of the last dose from which on the trial counted a person as having completed: day 155 of 168.
const completion = 22

// fourPieces is a weekly hazard in the weeks 0–1, 1–4, 4–12 and from 12 on.
type fourPieces [4]float64

func (h fourPieces) hazard() sim.Hazard {
	return sim.Pieces(sim.Piece{Until: 1, Rate: h[0]}, sim.Piece{Until: 4, Rate: h[1]}, sim.Piece{Until: 12, Rate: h[2]},
		sim.Piece{Rate: h[3]})
}

// retained is the share still there after so many weeks, from 12 on.
func (h fourPieces) retained(weeks float64) float64 {
	return math.Exp(-(h[0] + 3*h[1] + 8*h[2] + (weeks-12)*h[3]))
}

// The weekly hazards of the last dose in START.
var (
	methadoneRandomized = fourPieces{.04901, .01769, .01264, .00958}
	bupRandomized       = fourPieces{.17156, .05063, .03487, .01745}
	methadoneDosed      = fourPieces{.03141, .01769, .01264, .00958}
	bupDosed            = fourPieces{.15221, .05063, .03487, .01745}
)

// retentionModel has an arm for each name, in which everybody starts in treatment and stops by that hazard, multiplied.
func retentionModel(arms []string, hazards []fourPieces, multipliers []float64) sim.Model {
	m := sim.Model{
		Name: "START", Cycle: sim.Week, Horizon: 24, Conversion: sim.CompetingExponential,
		States: []sim.State{{Name: inTreatment, Stage: stages.Therapy}, {Name: leftEarly, Stage: stages.DischargedUnplanned}},
		Transitions: []sim.Transition{
			{Name: stopping, From: inTreatment, To: leftEarly, Hazard: hazards[0].hazard(), Source: startData},
		},
	}
	for i, name := range arms {
		m.Arms = append(m.Arms, sim.Arm{
			Name: name, Start: map[string]float64{inTreatment: 1},
			Replace: []sim.Transition{{Name: stopping, From: inTreatment, To: leftEarly, Hazard: hazards[i].hazard(), Source: startData}},
			Effects: []sim.Effect{{On: stopping, By: multipliers[i], Source: startData}},
		})
	}
	return m
}

func runSTART(ctx context.Context, s settings) (report, error) {
	r := report{
		title: "START: methadone and buprenorphine/naloxone in opioid treatment programs, 24 weeks",
		about: "Retention falls in four pieces (weeks 0–1, 1–4, 4–12, 12 and later) whose hazards were counted in the trial.\n" +
			"A constant hazard would miss week 4 by 5 and 15 points. The dose strata are met by one multiplier each; the highest dose\n" +
			"is reached by staying, so they are partly consequence, and a check of structure rather than an effect of the dose.",
		sources: list(startData, startPaper),
	}
	arms := []string{"methadone", "buprenorphine/naloxone"}
	m := retentionModel(arms, []fourPieces{methadoneRandomized, bupRandomized}, []float64{1, 1})
	c, err := m.Compile()
	if err != nil {
		return r, err
	}
	result, err := c.Run(ctx, sim.Study{Engine: sim.Cohort})
	if err != nil {
		return r, err
	}
	observed := [][]point{
		{{4, .904}, {8, .860}, {12, .817}, {16, .781}, {20, .758}, {22, .743}},
		{{4, .727}, {8, .619}, {12, .553}, {16, .512}, {20, .477}, {22, .464}},
	}
	keys := []string{"methadone", "buprenorphine-naloxone"} // in the files of counts
	people := []int64{529, 740}
	firstWeek := []int64{25, 114}
	completed := []count{{393, 529}, {343, 740}}
	fig := figure{name: "retention", title: "START: retained in treatment, everybody randomized", weeks: 24}
	for i, arm := range arms {
		curve, err := outside(result, arm, leftEarly)
		if err != nil {
			return r, err
		}
		r.rows = append(r.rows,
			count{people[i] - firstWeek[i], people[i]}.compare(arm+": retained at week 1", curve[1].share, input),
			count{people[i] - int64(math.Round(float64(people[i])*(1-observed[i][0].share))), people[i]}.compare(arm+": at week 4",
				curve[4].share, input),
			count{int64(math.Round(float64(people[i]) * observed[i][2].share)), people[i]}.compare(arm+": at week 12", curve[12].share,
				input),
			completed[i].compare(arm+": completed", curve[completion].share, input),
		)
		fig.add(arm, curve, s.counts.curve(observed[i], "START/"+keys[i]+"/randomised/"))
	}
	r.figures = append(r.figures, fig)

	tables, err := timesTo(m, sim.Study{Engine: sim.Jump, People: s.people, Seed: s.seed}, leftEarly, arms...)
	if err != nil {
		return r, err
	}
	crude, err := survival.Compare(tables[0], tables[1], .95)
	if err != nil {
		return r, err
	}
	r.rows = append(r.rows, ratio("hazard ratio of stopping, buprenorphine to methadone, crude", 2.63, 2.17, 3.20, crude.HazardRatio,
		implied))

	rows, err := doseStrata(ctx)
	r.rows = append(r.rows, rows...)
	return r, err
}

// doseStrata meets the retention of each band of the highest daily dose by a multiplier of the hazard of all who were dosed.
func doseStrata(ctx context.Context) ([]row, error) {
	// Of the 727 who were dosed with buprenorphine 343 completed; what is not in the upper stratum is in the lower.
	strata := []struct {
		arm       string
		hazard    fourPieces
		completed count
	}{
		{"methadone below 60 mg", methadoneDosed, count{44, 91}},
		{"methadone 60 mg and more", methadoneDosed, count{348, 429}},
		{"buprenorphine below 30 mg", bupDosed, count{220, 518}},
		{"buprenorphine 30 mg and more", bupDosed, count{123, 209}},
	}
	var (
		arms        []string
		hazards     []fourPieces
		multipliers []float64
	)
	for _, d := range strata {
		arms, hazards = append(arms, d.arm), append(hazards, d.hazard)
		multipliers = append(multipliers, math.Log(d.completed.share())/math.Log(d.hazard.retained(completion)))
	}
	c, err := retentionModel(arms, hazards, multipliers).Compile()
	if err != nil {
		return nil, err
	}
	result, err := c.Run(ctx, sim.Study{Engine: sim.Cohort})
	if err != nil {
		return nil, err
	}
	var rows []row
	for _, d := range strata {
		curve, err := outside(result, d.arm, leftEarly)
		if err != nil {
			return nil, err
		}
		rows = append(rows, d.completed.compare(d.arm+": completed", curve[completion].share, fitted))
	}
	low := multipliers[0] / multipliers[1]
	return append(rows, ratio("hazard ratio of stopping, low to high methadone dose", 3.09, 2.19, 4.37, low, implied)), nil
}
