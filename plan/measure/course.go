package measure

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

// medicines are those that the measures name: all forms of them that treat opioid use disorder.
var medicines = []medication.Substance{medication.Methadone, medication.Buprenorphine, medication.Naltrexone}

// on is an event of a day.
type on struct {
	day civil.Date
	id  record.EventID
}

// span is a time in days, both ends included.
type span struct {
	from, to civil.Date
	id       record.EventID
	handed   medication.Substance // of doses in the person's hand; zero: of others
}

func (s span) days() int { return s.to.Since(s.from) + 1 }

// course is what measures ask of a plan, in the order of the days.
type course struct {
	birth     civil.Date
	diagnosed on   // first; the zero day: not on record
	services  []on // care of the disorder: what happened, and not what was missed or declined
	given     []on // medication prescribed, handed over, or given by staff

	sure     []span // days for which doses were given or handed over
	possible []span // days for which there may have been doses: an order without a supply, doses kept from an earlier supply
}

// read finds them. What was taken back is not on record.
func read(p plan.Plan, q Question) *course {
	c := &course{}
	kept := map[medication.Substance]civil.Date{} // the last day for which doses are left, if each supply is used up before the next
	for _, ev := range events(p, q.LeftOut) {
		at := on{civil.Of(ev.At, q.Zone), ev.ID}
		switch body := ev.Body.(type) {
		case record.PersonRegistered:
			c.birth = body.Birth
		case record.DiagnosisRecorded:
			if c.diagnosed.day.IsZero() {
				c.diagnosed = at
			}
		case record.DosesLost:
			c.lose(body.Substance, at)
		}
		if serves(ev.Body) {
			c.services = append(c.services, at)
		}
		c.doses(&ev, at, q.Last, kept)
	}
	return c
}

// events are those that count, those left out of the plan included, in the order in which they were so.
func events(p plan.Plan, leftOut []record.Event) (all []record.Event) {
	for _, m := range p.Timeline() {
		if !m.Void {
			all = append(all, m.Event)
		}
	}
	all = append(all, leftOut...)
	slices.SortStableFunc(all, func(a, b record.Event) int { return a.At.Compare(b.At) })
	return all
}

// serves reports whether the event is care of the disorder that took place.
func serves(b record.Body) bool {
	switch b.Kind() {
	case record.KindDiagnosisRecorded, record.KindOrder, record.KindDoseGiven, record.KindTakeHomeSupplied, record.KindSessionAttended,
		record.KindAssessed, record.KindScored, record.KindScreened, record.KindWithdrawalManagement:
		return true
	}
	return false
}

// forPain reports whether a dose or an order is stated to be for pain: no measure of this care counts it.
func forPain(b record.Body) bool {
	switch body := b.(type) {
	case record.Order:
		return body.Purpose == record.PurposePain
	case record.DoseGiven:
		return body.Purpose == record.PurposePain
	}
	return false
}

// doses adds the days for which an event gives, hands over or prescribes doses.
func (c *course) doses(ev *record.Event, at on, last civil.Date, kept map[medication.Substance]civil.Date) {
	if forPain(ev.Body) {
		return
	}
	acts := record.ActsOf(ev)
	for act := range acts.All() {
		if !slices.Contains(medicines, act.Substance) || act.Sure == record.Found {
			continue
		}
		from := at.day.Add(act.First)
		if !act.FirstOn.IsZero() {
			from = act.FirstOn
		}
		whole := span{from: from, to: from.Add(max(act.Days, 1) - 1), id: at.id}
		switch {
		case act.Means.Has(record.Puts) && act.Sure == record.Seen:
			c.given = append(c.given, at)
			c.taken(act.Product, at, last)
		case act.Means.Has(record.Puts):
			c.sure = append(c.sure, whole)
		case act.Means.Has(record.HandsOver):
			c.given = append(c.given, at)
			c.supplied(whole, act.Substance, kept)
		case act.Means.Has(record.Prescribes):
			c.given = append(c.given, at)
			c.ordered(act, whole, last)
		}
	}
}

// taken adds the days of one administration: its own, those of a depot by its interval, and of an implant, whose months no table of this
// library gives, perhaps all that follow.
func (c *course) taken(product medication.Product, at on, last civil.Date) {
	c.sure = append(c.sure, span{from: at.day, to: at.day.Add(max(product.DepotDays(), 1) - 1), id: at.id})
	if product.LongActing() && product.DepotDays() == 0 && at.day.Before(last) {
		c.possible = append(c.possible, span{from: at.day, to: last, id: at.id})
	}
}

// ordered adds the days of an order: nobody has its doses, so they are possible.
func (c *course) ordered(act *record.Act, whole span, last civil.Date) {
	if act.Days == 0 {
		whole.to = last
	}
	if !act.Once && !whole.to.Before(whole.from) {
		c.possible = append(c.possible, whole)
	}
}

// supplied adds the days of a supply. One that is fetched early may be used later: perhaps its days begin where the supplies before end.
func (c *course) supplied(whole span, of medication.Substance, kept map[medication.Substance]civil.Date) {
	whole.handed = of
	c.sure = append(c.sure, whole)
	later := whole
	if shift := kept[of].Since(whole.from) + 1; !kept[of].IsZero() && shift > 0 {
		later.from, later.to = whole.from.Add(shift), whole.to.Add(shift)
		c.possible = append(c.possible, later)
	}
	if kept[of].Before(later.to) {
		kept[of] = later.to
	}
}

// lose makes what is left of supplies possible: how many of the days were for the doses that are lost is not on record.
func (c *course) lose(of medication.Substance, at on) {
	for i := range c.sure {
		if s := &c.sure[i]; s.handed == of && at.day.Before(s.to) {
			rest := *s
			if rest.from.Before(at.day) {
				rest.from = at.day
			}
			c.possible = append(c.possible, rest)
			s.to = at.day.Add(-1)
		}
	}
	c.sure = slices.DeleteFunc(c.sure, func(s span) bool { return s.to.Before(s.from) })
}

// longest returns the longest run of days within the period that no gap of more than so many days breaks; the zero span if there is none.
func longest(spans []span, first, last civil.Date, gap int) (best span) {
	var within []span
	for _, s := range spans {
		if s.to.Before(first) || last.Before(s.from) {
			continue
		}
		if s.from.Before(first) {
			s.from = first
		}
		if last.Before(s.to) {
			s.to = last
		}
		within = append(within, s)
	}
	slices.SortStableFunc(within, func(a, b span) int { return a.from.Compare(b.from) })
	var run span
	for i, s := range within {
		switch {
		case i == 0 || s.from.Since(run.to)-1 > gap:
			run = s
		case run.to.Before(s.to):
			run.to = s.to
		}
		if best.from.IsZero() || run.days() > best.days() {
			best = run
		}
	}
	return best
}
