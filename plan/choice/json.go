package choice

import (
	"encoding/json"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// The JSON form of what was weighed. Names are lower case and only ever added. What was asked is in words.

type weighingJSON struct {
	Title     string         `json:"title"`
	Plan      plan.ID        `json:"plan"`
	Version   plan.Version   `json:"version"`
	AsOf      time.Time      `json:"asOf"`
	Basis     string         `json:"basis"`
	Draft     bool           `json:"draft"`
	AnyMarket bool           `json:"anyMarket,omitempty"`
	Options   []optionJSON   `json:"options"`
	Unknown   []lackJSON     `json:"unknown,omitempty"`
	Placed    *placementJSON `json:"placed,omitempty"`
}

type optionJSON struct {
	ID        OptionID     `json:"id"`
	Title     string       `json:"title"`
	Standing  Standing     `json:"standing"`
	Arguments []saidJSON   `json:"arguments"`
	First     []firstJSON  `json:"first,omitempty"`
	Policies  []policyJSON `json:"policies,omitempty"`
}

type saidJSON struct {
	ID       string              `json:"id"`
	Side     Side                `json:"side"`
	Speaks   Side                `json:"speaks"` // the side that it would take
	Strength Strength            `json:"strength"`
	Text     string              `json:"text"`
	Effects  []effectJSON        `json:"effects,omitempty"`
	Cites    []evidence.Citation `json:"cites"`
	Facts    []causeJSON         `json:"facts,omitempty"`
	Missing  []string            `json:"missing,omitempty"`
	Remedy   string              `json:"remedy,omitempty"`
}

type effectJSON struct {
	Outcome  string            `json:"outcome"`
	Compared string            `json:"compared"`
	Measure  Measure           `json:"measure"`
	Value    float64           `json:"value,omitempty"`
	Low      float64           `json:"low,omitempty"`
	High     float64           `json:"high,omitempty"`
	Other    float64           `json:"other,omitempty"`
	People   int               `json:"people,omitempty"`
	Cite     evidence.Citation `json:"cite"`
}

type causeJSON struct {
	Event record.EventID `json:"event"`
	At    time.Time      `json:"at"`
	What  string         `json:"what"`
}

type firstJSON struct {
	Product    medication.ProductID `json:"product,omitempty"`
	Setting    medication.Setting   `json:"setting,omitzero"`
	GoesOn     bool                 `json:"goesOn,omitempty"`
	AmountOpen bool                 `json:"amountOpen,omitempty"`
	Standing   Standing             `json:"standing"`
	When       string               `json:"when,omitempty"`
	Decision   plan.Decision        `json:"decision"`
	Instead    []string             `json:"instead,omitempty"`
}

type policyJSON struct {
	Service string `json:"service"`
	Text    string `json:"text"`
}

type lackJSON struct {
	What    string     `json:"what"`
	Options []OptionID `json:"options"`
}

type placementJSON struct {
	By    string    `json:"by"`
	Level string    `json:"level"`
	Why   []string  `json:"why,omitempty"`
	At    time.Time `json:"at"`
}

// MarshalJSON writes what was weighed, with the findings of each first order.
func (w Weighing) MarshalJSON() ([]byte, error) {
	form := weighingJSON{Title: w.Title, Plan: w.Plan, Version: w.Version, AsOf: w.AsOf, Basis: w.Basis.Jurisdiction, Draft: w.Basis.Draft,
		Options: []optionJSON{}, AnyMarket: w.AnyMarket}
	for i := range w.Options {
		form.Options = append(form.Options, w.Options[i].form())
	}
	for _, l := range w.Unknown() {
		form.Unknown = append(form.Unknown, lackJSON(l))
	}
	if w.Placed != nil {
		placed := placementJSON(*w.Placed)
		form.Placed = &placed
	}
	return json.Marshal(form)
}

func (w *Weighed) form() optionJSON {
	o := optionJSON{ID: w.Option.ID, Title: w.Option.Title, Standing: w.Standing(), Arguments: []saidJSON{}}
	for i := range w.Arguments {
		o.Arguments = append(o.Arguments, w.Arguments[i].form())
	}
	for i := range w.First {
		o.First = append(o.First, w.First[i].form())
	}
	for _, p := range w.Policies {
		o.Policies = append(o.Policies, policyJSON{p.Service, p.Text})
	}
	return o
}

func (s *Said) form() saidJSON {
	a := &s.Argument
	said := saidJSON{ID: a.ID, Side: s.Side, Speaks: a.Side, Strength: a.Strength, Text: a.Text, Cites: a.Cites, Missing: s.Missing, Remedy: s.Remedy}
	for _, e := range a.Effects {
		said.Effects = append(said.Effects, effectJSON(e))
	}
	for _, c := range s.Causes {
		said.Facts = append(said.Facts, causeJSON{c.Event, c.At, c.What()})
	}
	return said
}

func (f *First) form() firstJSON {
	form := firstJSON{Product: f.Product, Setting: f.Setting, GoesOn: f.GoesOn, AmountOpen: f.AmountOpen, Standing: f.Standing(),
		Decision: f.Decision}
	if f.Standing() == Later || f.Standing() == Waits {
		form.When = f.When.String()
	}
	for i := range f.Instead {
		form.Instead = append(form.Instead, f.Instead[i].String())
	}
	return form
}
