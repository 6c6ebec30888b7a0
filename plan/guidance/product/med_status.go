package product

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

var discontinued = plan.Rule{
	ID:       "med.status.discontinued",
	Aliases:  []record.RuleID{"gb.detox.lofexidine"},
	Title:    "Nobody is started on a product that can no longer be had",
	Severity: record.Block,
	Watches:  record.Prescribes | record.Permits,
	Narrow:   "what was given or handed out could be had",
	Cites:    []evidence.Citation{evidence.Decision(17).Cite()},
	Remedy:   "choose a product that is sold",
	Override: plan.Overridable("where the product comes from"),
	Missing:  plan.Reported("an order for something that cannot be had does no harm: it is not filled"),
	Judge:    judgeDiscontinued,
}

func judgeDiscontinued(v *plan.View) plan.Result {
	act, ok := v.Acts().Of(record.Prescribes|record.Permits, 0)
	if !ok {
		return v.NotApplicable()
	}
	product := person.ProductOf(v, act)
	if !product.IsValid() {
		return v.NotApplicable()
	}
	market := product.Jurisdiction()
	status := product.Marketed(market, person.FirstDay(v))
	switch status {
	case medication.Marketed:
		return v.Met()
	case medication.Unknown:
		return v.Lacks("whether " + product.Name() + " can be had on " + person.FirstDay(v).String())
	}
	if last, ok := v.LastDose(act.Substance); ok && last.Product == product && !v.Starting(act.Substance) {
		return v.NotApplicable() // what is left of it is finished
	}
	statement := marketStatement(v, product, market)
	switch {
	case agent.Reverses(product, act.Substance): // what is asked for against an overdose is not refused: another is supplied
		return v.ViolatedAs(record.Advice, nil, "%s is %s (%s)", product.Name(), phrase.Spelled(status.String()), statement.Cite)
	case !statement.Cite.Provenance.MayRefuse():
		return v.ViolatedAs(record.Warning, nil, "%s is %s, as far as anybody recalls (%s)", product.Name(), phrase.Spelled(status.String()),
			statement.Cite)
	}
	return v.Violated(nil, "%s is %s since %s (%s)", product.Name(), phrase.Spelled(status.String()), statement.From, statement.Cite)
}

// marketStatement returns the last statement about the product on a market that holds on the day of the event.
func marketStatement(v *plan.View, p medication.Product, market string) (last medication.Marketing) {
	for _, s := range p.Marketing() {
		if s.Jurisdiction == market && s.Brand == "" && !person.FirstDay(v).Before(s.From) {
			last = s
		}
	}
	return last
}
