package extend_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/jurisdiction/us"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

var noon = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)

// A clinic does not start methadone after a certain hour, because somebody has to watch the person for a while. The hour is a
// parameter, so that another site can set its own.
var latestHour = plan.NewParam("org.clinic.latest-start.hour", "hour of the day after which methadone is not started",
	plan.LowerIsStricter(func(a, b int) int { return a - b }))

var house = evidence.Source{ID: "house-rules-of-the-clinic", Title: "House rules of the clinic", Year: 2026}.At("4", evidence.Primary)

var latestStart = plan.Rule{
	ID:       "org.clinic.latest-start",
	Title:    "Methadone is started early enough to be watched",
	Severity: record.Block,
	About:    medication.SetOf(medication.Methadone),
	Watches:  record.Prescribes,
	Narrow:   "it is about when a start is decided",
	Cites:    []evidence.Citation{house},
	Needs:    plan.Needs(latestHour),
	Remedy:   "start tomorrow morning, or arrange for somebody to stay",
	Override: plan.Overridable("who watches the person, and until when"),
	Applies:  func(v *plan.View) bool { return v.Starting(medication.Methadone) },
	Judge: func(v *plan.View) plan.Result {
		hour := latestHour.Of(v)
		if now := v.Local(); now.Hour() >= hour.Value {
			return v.Violated(hour, "it is %s, and starts end at %d:00", now.Format("15:04"), hour.Value)
		}
		return v.Met()
	},
}

// Example_rule adds a rule of one's own to the catalogue, and sets its parameter in a layer over the federal jurisdiction.
func Example_rule() {
	federal := us.Federal(time.UTC)
	clinic := plan.Jurisdiction{ID: "clinic", Version: "1", Title: "Our clinic", Below: &federal,
		Settings: []plan.Setting{latestHour.Always(14, house)}}
	engine, err := plan.New(plan.Config{Jurisdiction: clinic, Rules: append(guidance.Rules(), latestStart)})
	if err != nil {
		fmt.Println(err)
		return
	}
	order := record.Order{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(20)}}
	for _, at := range []time.Time{noon, noon.Add(3 * time.Hour)} {
		x, err := engine.Explain(engine.Open("p"), record.Event{At: at, Body: order}, latestStart.ID)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(at.Format("15:04"), x.Finding.Verdict)
	}
	// Output:
	// 12:00 met
	// 15:00 violated
}

// Example_stage adds a stage to the pathway: a recovery house between therapy and aftercare. The new pathway is verified like
// the built-in one: a stage that cannot be reached or left, or a trigger that nobody decided on, is an error.
func Example_stage() {
	const house stages.Stage = "recovery-house"
	const moveIn stages.Trigger = "move-into-recovery-house"
	ours := []evidence.Citation{evidence.Source{ID: "pathway-of-the-clinic", Title: "Pathway of the clinic", Year: 2026}.At("",
		evidence.Primary)}
	journey, err := stages.Journey().With(stages.Change[stages.Stage]{
		Version: "1+house.1",
		States: []stages.State[stages.Stage]{{ID: house, Title: "Recovery house", Meaning: "Lives in a recovery house, with support.",
			Phase: "continuing care"}},
		Like: map[stages.Stage]stages.Stage{house: stages.Therapy},
		Triggers: []stages.TriggerInfo{{ID: moveIn, Title: "Move into the recovery house",
			Meaning: "A room is free and the person wants it."}},
		Edges: []stages.Edge[stages.Stage]{{From: stages.Therapy, On: moveIn, To: house, Why: "Housing carries what therapy began.",
			Cites: ours}},
		Refusals: []stages.Refusal[stages.Stage]{{From: stages.Journey().IDs(stages.Therapy), On: []stages.Trigger{moveIn},
			Why: "The house takes people from therapy."},
			{From: []stages.Stage{house}, On: []stages.Trigger{moveIn}, Why: "The person lives there."}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	engine, err := plan.New(plan.Config{Jurisdiction: us.Federal(time.UTC), Rules: guidance.Rules(), Renamed: guidance.Renamed(),
		Journey: journey})
	if err != nil {
		fmt.Println(err)
		return
	}
	p := engine.Open("p")
	for i, trigger := range []stages.Trigger{stages.Assess, stages.BeginTherapy, moveIn} {
		out, err := engine.Apply(p, record.Event{ID: record.EventID(trigger), At: noon.AddDate(0, i, 0),
			Body: record.StageMove{Trigger: trigger}})
		if err != nil {
			fmt.Println(err)
			return
		}
		p = out.Plan
	}
	fmt.Println(p.Stage())
	// Output: recovery-house
}

// Example_jurisdiction makes a layer for a place that is stricter than the law below it. A layer that were looser without saying
// why would not make an engine.
func Example_jurisdiction() {
	federal := us.Federal(time.UTC)
	county := evidence.Source{ID: "county-ordinance-12", Title: "County ordinance 12", Year: 2026}.At("3", evidence.Primary)
	layer := func(signs int) plan.Jurisdiction {
		return plan.Jurisdiction{ID: "us-county", Version: "1", Title: "A county", Below: &federal, Settings: []plan.Setting{
			buprenorphine.InductionSigns().Min.From(civil.Must(2026, time.July, 1), signs, county)}}
	}
	for _, signs := range []int{2, 0} {
		_, err := plan.New(plan.Config{Jurisdiction: layer(signs), Rules: guidance.Rules(), Renamed: guidance.Renamed()})
		fmt.Println(signs, "signs:", err)
	}
	// Output:
	// 2 signs: <nil>
	// 0 signs: plan: jurisdiction us-county: bup.induction.objective-signs.min is set to 0 (primary) where the layer below has 1 (primary), and does not say Relax
}
