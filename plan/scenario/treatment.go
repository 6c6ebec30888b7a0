package scenario

import (
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var doseStatements = []statement{
	{[]string{"give", "gave", "given", "administer"},
		"PRODUCT DOSE [supervised | unsupervised] [in PLACE] [by ROUTE] [for PURPOSE] [received 2026-02-20] [late]",
		"Records a dose that staff gave or saw taken, an injection included. Late: it is that of the day before, if that day alone was left out.",
		readGive},
	{[]string{"took"}, "PRODUCT DOSE [late]", "Records a dose that the person took unobserved. Late: as for one that staff gave.", readTook},
	{[]string{"missed"}, "methadone | 3 doses of methadone",
		"Records a scheduled dose that was not taken. With a number: one for each of that many days, yesterday being the last.",
		readMissed},
	{[]string{"held"}, "methadone because REASON", "Records a dose that staff withheld.", readHeld},
	{[]string{"take-home supplied", "supplied", "take-homes supplied"},
		"methadone | PRODUCT 7 days [of 80 mg] [twice daily] [from 2026-03-05]",
		"Records doses that were handed out, for the days that follow. A dose is what is taken at once.", readSupplied},
	{[]string{"lost", "stolen", "destroyed", "returned", "doses lost", "doses stolen", "doses destroyed", "doses returned"},
		"methadone 3 days", "Records that the doses of so many days, which were in the person's hand, are there no more.", readLost},
	{[]string{"none left", "doses taken"}, "of methadone, last taken 2026-02-20",
		"Records that the person says that no dose is left, and when the last was taken.", readLost},
	{[]string{"naloxone supplied", "naloxone dispensed", "naloxone kit supplied", "naloxone at home", "take-home naloxone",
		"reversal agent supplied"}, "[PRODUCT] [2 doses]",
		"Records an overdose reversal agent in the hands of the person or the household.", readNaloxone},
}

func readGive(c *cursor) []record.Body {
	product := c.needProduct()
	b := record.DoseGiven{Product: product.ID(), Dose: c.needDose(product)}
	c.clauses(func() bool {
		return c.supervision(&b.Supervised) || c.setting(&b.Setting) || c.route(&b.Route) || c.purpose(&b.Purpose) || c.received(&b.Received) ||
			c.late(&b.Late)
	})
	return one(b)
}

// late takes the word that a dose is the one of the day before.
func (c *cursor) late(late *truth.Value) bool {
	if !c.has("late for the day before", "late for yesterday", "late") {
		return false
	}
	*late = truth.Yes
	return true
}

// whetherWatched is what a line may say of a dose once.
const whetherWatched = "whether a dose is watched"

func (c *cursor) supervision(t *truth.Value) bool {
	switch {
	case c.has("supervised", "observed", "under supervision"):
		once(c, t, truth.Yes, whetherWatched)
	case c.has("unsupervised", "unobserved", "not supervised"):
		once(c, t, truth.No, whetherWatched)
	default:
		return false
	}
	return true
}

// received takes the day on which a pharmacy delivered the product for this person.
func (c *cursor) received(day *civil.Date) bool {
	if !c.has("received on", "received") {
		return false
	}
	once(c, day, c.needDay(), "the day of delivery")
	return true
}

// setting takes "in office", "at the hospital".
func (c *cursor) setting(s *medication.Setting) bool {
	at := c.pos
	if c.has("in", "at", "through", "from", "as") {
		c.skip("the", "a", "an")
	}
	place, ok := pick(c, settingWords)
	if !ok {
		c.pos = at
		return false
	}
	once(c, s, place, "the place")
	return true
}

func (c *cursor) route(r *medication.Route) bool {
	at := c.pos
	c.has("by", "via", "route")
	route, ok := pick(c, routeWords)
	if !ok {
		c.pos = at
		return false
	}
	once(c, r, route, "the route")
	return true
}

// purpose takes "for pain", "to start", "as a test dose".
func (c *cursor) purpose(p *record.Purpose) bool {
	at := c.pos
	if !c.has("for", "to", "as", "purpose") {
		return false
	}
	c.skip("the", "a", "an")
	purpose, ok := pick(c, purposeWords)
	if !ok {
		c.pos = at
		return false
	}
	once(c, p, purpose, "the purpose")
	return true
}

func readTook(c *cursor) []record.Body {
	product := c.needProduct()
	b := record.DoseTaken{Product: product.ID(), Dose: c.needDose(product)}
	c.clauses(func() bool { return c.late(&b.Late) })
	return one(b)
}

// maxMissed is how many missed doses one line may record.
const maxMissed = 366

func readMissed(c *cursor) []record.Body {
	n, several := c.integer()
	if several {
		c.skip("doses", "dose", "days", "of")
	}
	b := record.DoseMissed{Substance: c.needSubstance()}
	c.skip("doses", "dose")
	c.end()
	if !several {
		return one(b)
	}
	if n < 1 || n > maxMissed {
		c.fail("%d missed doses: write a number from 1 to %d", n, maxMissed)
		return nil
	}
	c.daily = true
	bodies := make([]record.Body, n)
	for i := range bodies {
		bodies[i] = b
	}
	return bodies
}

func readHeld(c *cursor) []record.Body {
	b := record.DoseHeld{Substance: c.needSubstance()}
	c.needBecause(&b.Reason, nil)
	c.end()
	return one(b)
}

// needBecause takes "because REASON", with a note if there is a place for it.
func (c *cursor) needBecause(r *record.Reason, note *string) {
	if !c.because(r, note) {
		c.unknown("word", "because")
	}
}

func (c *cursor) because(r *record.Reason, note *string) bool {
	if !c.has("because of", "because", "reason") {
		return false
	}
	if text, ok := c.quote(); ok {
		once(c, r, record.ReasonOther, "the reason")
		if note != nil {
			*note = text
		}
		return true
	}
	once(c, r, need(c, reasonWords), "the reason")
	if note != nil {
		*note = c.text()
	}
	return true
}

func readSupplied(c *cursor) []record.Body {
	var b record.TakeHomeSupplied
	var often rhythm
	c.clauses(func() bool {
		switch {
		case c.has("from", "starting", "first day"):
			once(c, &b.First, c.needDay(), "the first day")
		case c.frequency(&often):
		case c.takes("for"):
			days, ok := c.days()
			if !ok {
				c.unknown("number of days", "7 days")
			}
			once(c, &b.Days, days, "for how many days")
		default:
			if days, ok := c.days(); ok {
				once(c, &b.Days, days, "for how many days")
				return true
			}
			if dose, ok := c.dose(); ok {
				once(c, &b.Dose, dose, "the dose")
				c.has("a day", "per day")
				return true
			}
			return c.taken(&b)
		}
		return true
	})
	if !often.days.IsZero() && often.days != medication.Daily() {
		c.fail("a supply has doses for each of its days: write for how many days it is")
	}
	if often.times > 1 {
		b.PerDay = often.times
	}
	return one(b)
}

// taken takes what is taken home: a substance, or a product where the words name one.
func (c *cursor) taken(b *record.TakeHomeSupplied) bool {
	at := c.pos
	s, ok := pick(c, substanceWords)
	words := c.pos - at
	c.pos = at
	if c.productWords() > words {
		product, _ := c.product()
		once(c, &b.Product, product.ID(), "the product")
		once(c, &b.Substance, product.Substance(), "the substance")
		return true
	}
	if !ok {
		c.missed(productList...)
		return false
	}
	c.pos = at + words
	once(c, &b.Substance, s, "the substance")
	return true
}

func readLost(c *cursor) []record.Body {
	b := record.DosesLost{How: lossWords.byName[strings.TrimPrefix(c.said, "doses-")]}
	c.clauses(func() bool {
		if c.has("last taken on", "last taken", "last one on", "last on", "last") {
			once(c, &b.LastTaken, c.needDay(), "the day of the last dose")
			return true
		}
		if days, ok := c.days(); ok {
			once(c, &b.Days, days, "how many days")
			return true
		}
		s, ok := pick(c, substanceWords)
		if ok {
			once(c, &b.Substance, s, "the substance")
		}
		return ok
	})
	return one(b)
}

// days takes a span of whole days: "7 days", "2 weeks".
func (c *cursor) days() (n int, ok bool) {
	at := c.pos
	s, ok := c.length()
	if !ok {
		return 0, false
	}
	n, whole := s.wholeDays()
	if !whole {
		c.pos = at
		return 0, false
	}
	return n, true
}

func readNaloxone(c *cursor) []record.Body {
	var b record.NaloxoneSupplied
	c.clauses(func() bool {
		if n, ok := c.counted("doses", "dose", "kits", "kit", "packs", "pack"); ok {
			if n < 1 {
				c.fail("%d doses are no supply: a line says what was handed out", n)
			}
			once(c, &b.Doses, n, "how many doses")
			return true
		}
		p, ok := c.product()
		if ok {
			once(c, &b.Product, p.ID(), "the product")
		}
		return ok
	})
	return one(b)
}
