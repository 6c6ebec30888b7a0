package main

import (
	"context"
	"math"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/survival"
	"github.com/oudpath/oudpath/stages"
)

const (
	started      = "on medication"
	neverStarted = "never started"
	returned     = "returned to use" // the trial's relapse: four weeks in a row of positive or missing tests
)

// lastWeek is the last week in which such a run of four weeks can begin within the 24 weeks of the trial; the first is week 3.
const lastWeek = 21

// xbotArm is what was counted in an arm of X:BOT.
type xbotArm struct {
	name         string
	key          string // in the files of counts
	people       int64
	induced      count   // first dose given
	free         []point // free of relapse, of those who started
	neverAtOnce  count   // relapsed in week 3, of those who never started
	neverAtAll   count   // at any time
	paperAll     count   // published: relapsed, of everybody
	paperInduced count   // published, of those who started
	paperNever   count   // published, of those who never started
}

var xbot = []xbotArm{
	{
		name: "buprenorphine/naloxone", key: "buprenorphine-naloxone", people: 287, induced: count{270, 287},
		free:        []point{{3, .867}, {4, .841}, {6, .752}, {8, .681}, {12, .552}, {16, .481}, {20, .452}, {lastWeek, 117. / 270}},
		neverAtOnce: count{9, 17}, neverAtAll: count{13, 17},
		paperAll: count{163, 287}, paperInduced: count{151, 270}, paperNever: count{12, 17},
	},
	{
		name: "extended-release naltrexone", key: "xr-naltrexone", people: 283, induced: count{204, 283},
		free:        []point{{3, .858}, {4, .809}, {6, .735}, {8, .696}, {12, .588}, {16, .534}, {20, .500}, {lastWeek, 96. / 204}},
		neverAtOnce: count{76, 79}, neverAtAll: count{79, 79},
		paperAll: count{185, 283}, paperInduced: count{106, 204}, paperNever: count{79, 79},
	},
}

// afterStart is the survival of those who started: the counted points, joined by constant hazards.
func (a xbotArm) afterStart() sim.Hazard {
	survival := []float64{1, 1}
	before := point{2, 1}
	for _, p := range a.free {
		rate := decline(before.share, p.share, p.week-before.week)
		for week := before.week + 1; week <= p.week; week++ {
			survival = append(survival, before.share*math.Exp(-rate*(week-before.week)))
		}
		before = p
	}
	return sim.Fitted(survival...)
}

// xbotModel is the trial: a Bernoulli branch at entry (did the first dose come about?), then the return to use of each branch.
func xbotModel() sim.Model {
	m := sim.Model{
		Name: "X:BOT", Cycle: sim.Week, Horizon: lastWeek, Conversion: sim.CompetingExponential,
		States: []sim.State{
			{Name: started, Stage: stages.Therapy}, {Name: neverStarted, Stage: stages.Detox}, {Name: returned, Stage: stages.Assessment},
		},
	}
	base := xbot[0]
	m.Transitions = base.ways()
	for i, a := range xbot {
		m.Arms = append(m.Arms, sim.Arm{
			Name:    a.name,
			Start:   map[string]float64{started: a.induced.share(), neverStarted: 1 - a.induced.share()},
			Replace: xbot[i].ways(),
		})
	}
	return m
}

func (a xbotArm) ways() []sim.Transition {
	rest := a.neverAtAll.events - a.neverAtOnce.events
	late := float64(rest) / float64(a.neverAtOnce.people-a.neverAtOnce.events)
	return []sim.Transition{
		{Name: "return after start", From: started, To: returned, Hazard: a.afterStart(), Source: xbotData},
		{Name: "return at once", From: neverStarted, To: returned, Hazard: sim.ScheduledShare(3, a.neverAtOnce.share()), Source: xbotData},
		{Name: "return later", From: neverStarted, To: returned, Hazard: sim.ScheduledShare(lastWeek, late), Source: xbotData},
	}
}

func runXBOT(ctx context.Context, s settings) (report, error) {
	r := report{
		title: "X:BOT: extended-release naltrexone and buprenorphine/naloxone after inpatient detoxification, 24 weeks",
		about: "Whether the first dose comes about is a branch at entry, not a hazard: nearly everybody who never starts returns to use\n" +
			"at the first possible week. After a start both medications do alike. Inputs were counted from urine tests alone; the\n" +
			"published counts, which add self-report, are a little lower. Return to use is the trial's relapse.",
		sources: list(xbotData, xbotPaper, xbotRatios, xbotRecall),
	}
	m := xbotModel()
	c, err := m.Compile()
	if err != nil {
		return r, err
	}
	result, err := c.Run(ctx, sim.Study{Engine: sim.Cohort})
	if err != nil {
		return r, err
	}
	all := make([]float64, len(xbot))
	figures := []figure{
		{name: "everybody", title: "X:BOT: not returned to use, everybody randomized", weeks: lastWeek},
		{name: "started", title: "X:BOT: not returned to use, those who started", weeks: lastWeek},
	}
	for i, a := range xbot {
		curve, err := outside(result, a.name, returned)
		if err != nil {
			return r, err
		}
		still, err := result.Occupancy(a.name, started)
		if err != nil {
			return r, err
		}
		never, err := result.Occupancy(a.name, neverStarted)
		if err != nil {
			return r, err
		}
		start := a.induced.share()
		all[i] = 1 - curve[lastWeek].share
		r.rows = append(r.rows,
			a.induced.compare(a.name+": started", still[0], input),
			a.paperInduced.compare(a.name+": returned to use, started", 1-still[lastWeek]/start, input),
			a.paperNever.compare(a.name+": returned to use, never started", 1-never[lastWeek]/(1-start), input),
			a.paperAll.compare(a.name+": returned to use, everybody", all[i], implied),
		)
		figures[0].add(a.name, curve, s.counts.curve([]point{{lastWeek, 1 - a.paperAll.share()}}, a.key+"/TRUE/", a.key+"/FALSE/"))
		after := make([]point, len(still))
		for week, share := range still {
			after[week] = point{float64(week), share / start}
		}
		figures[1].add(a.name, after, s.counts.curve(a.free, a.key+"/TRUE/"))
	}
	r.figures = figures
	r.rows = append(r.rows, ratio("odds ratio, naltrexone to buprenorphine, everybody", 1.44, 1.02, 2.01, odds(all[1])/odds(all[0]),
		implied))

	rows, err := xbotRatioRows(m, s)
	r.rows = append(r.rows, rows...)
	return r, err
}

// xbotRatioRows estimates the hazard ratios from simulated people, of everybody and of those who started.
func xbotRatioRows(m sim.Model, s settings) ([]row, error) {
	inducted := m
	inducted.Arms = append([]sim.Arm(nil), m.Arms...)
	inducted.States = []sim.State{{Name: started}, {Name: returned}}
	inducted.Transitions = m.Transitions[:1]
	for i := range inducted.Arms {
		inducted.Arms[i].Start = map[string]float64{started: 1}
		inducted.Arms[i].Replace = inducted.Arms[i].Replace[:1]
	}
	var ratios []float64
	for _, model := range []sim.Model{m, inducted} {
		tables, err := timesTo(model, sim.Study{Engine: sim.Jump, People: s.people, Seed: s.seed}, returned, xbot[0].name, xbot[1].name)
		if err != nil {
			return nil, err
		}
		compared, err := survival.Compare(tables[0], tables[1], .95)
		if err != nil {
			return nil, err
		}
		ratios = append(ratios, compared.HazardRatio)
	}
	return []row{
		ratio("hazard ratio, naltrexone to buprenorphine, everybody", 1.36, 1.10, 1.68, ratios[0], implied),
		ratio("hazard ratio, naltrexone to buprenorphine, started", .92, .71, 1.18, ratios[1], implied),
	}, nil
}
