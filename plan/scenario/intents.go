package scenario

import (
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/stages"
)

var intentStatements = []statement{
	{[]string{"order", "prescribe", "ordered", "prescribed"}, "PRODUCT DOSE [twice daily | every 6 hours] [daily | every 2 days | on mon wed fri] [in PLACE] [by ROUTE] [supervised | unsupervised | supervised 6 days a week] [for PURPOSE] [supply 7 days] [test dose 65 minutes ago] [switch] [received 2026-02-20] [rationale \"…\"]", "Asks for doses of a product.", readOrder},
	{[]string{"move", "begin", "transition"}, "begin-therapy [to STAGE] [because REASON] [medication continues | medication ends] [referral arranged | no referral] [destination \"…\"]", "Asks for a move on the pathway of stages.", readMove},
	{[]string{"discharge"}, "planned | unplanned | administrative because REASON [medication continues | medication ends] [referral arranged | no referral]", "Asks for a discharge: the same as move discharge-planned.", readDischarge},
	{[]string{"level", "level of care"}, "intensive-outpatient [6 hours a week] [asam 2.1 third edition]", "Asks for another level of care.", readLevel},
	{[]string{"course"}, "begin-taper [to POSITION] [SUBSTANCE] [because REASON]", "Asks for a move of the medication course.", readCourse},
	{[]string{"stop", "withhold"}, "methadone because REASON [abruptly | with a taper]", "Asks to stop or withhold a medication.", readStop},
	{[]string{"end date", "end"}, "methadone on 2026-12-31 because REASON", "Asks for a fixed day on which a medication is to end.", readEnd},
	{[]string{"take-home request", "take-home", "take-homes", "take-home grant"}, "PRODUCT 7 days [1 closure day] [criteria met | criteria not met]", "Asks for doses to be taken away from the clinic.", readTakeHome},
	{[]string{"withdrawal management", "detoxify", "detoxification"}, "methadone-taper [in PLACE] [10 days] [with plan | no plan] [informed | not informed] [requested | not requested]", "Asks for supervised withdrawal.", readWithdrawal},
	{[]string{"force"}, "stage therapy level outpatient course maintenance because \"…\"", "Sets a position that no edge leads to.", readForce},
}

func readOrder(c *cursor) []plan.Body {
	b := plan.Order{Product: c.needProduct().ID()}
	b.Dose = c.needDose()
	c.clauses(func() bool {
		switch {
		case c.testDose(&b):
		case c.has("rationale", "because"):
			b.Rationale = c.needText("rationale")
		case c.has("supply of", "supply", "dispense"):
			n, ok := c.days()
			if !ok {
				c.missed("7 days")
				c.unknown("length of the supply")
			}
			b.SupplyDays = n
		case c.watchedDays(&b):
		case c.has("documented switch", "switch"):
			b.ComplexSwitch = plan.Yes
		default:
			return c.frequency(&b) || c.supervision(&b.Supervised) || c.setting(&b.Setting) || c.purpose(&b.Purpose) || c.route(&b.Route) || c.received(&b.Received)
		}
		return true
	})
	return one(b)
}

// watchedDays takes "supervised 6 days a week".
func (c *cursor) watchedDays(b *plan.Order) bool {
	at := c.pos
	if c.has("supervised", "watched", "observed") {
		if n, ok := c.counted("days a week", "days per week", "days/week", "times a week"); ok {
			b.WatchedDays = n
			return true
		}
	}
	c.pos = at
	return false
}

// testDose takes "test dose 65 minutes ago", "65 minutes after test dose".
func (c *cursor) testDose(b *plan.Order) bool {
	at := c.pos
	var since time.Duration
	var ok bool
	switch {
	case c.has("after test dose", "test dose"):
		since, ok = c.duration()
		c.has("ago")
	default:
		if since, ok = c.duration(); ok {
			ok = c.has("after test dose", "after the test dose", "after a test dose")
		}
	}
	if !ok {
		c.pos = at
		return false
	}
	b.TestDoseAgo = int(since.Minutes())
	return true
}

var weekdays = newVocabulary("day of the week",
	is(time.Monday, "monday", "mon"), is(time.Tuesday, "tuesday", "tue"), is(time.Wednesday, "wednesday", "wed"),
	is(time.Thursday, "thursday", "thu"), is(time.Friday, "friday", "fri"), is(time.Saturday, "saturday", "sat"),
	is(time.Sunday, "sunday", "sun"))

// frequency takes how often on a day and on which days.
func (c *cursor) frequency(b *plan.Order) bool {
	switch {
	case c.has("once daily", "once a day", "daily", "every day", "od"):
		b.Schedule = medication.Daily()
	case c.has("twice daily", "twice a day", "bid"):
		b.PerDay, b.Schedule = 2, medication.Daily()
	case c.has("tid"):
		b.PerDay, b.Schedule = 3, medication.Daily()
	case c.has("qid"):
		b.PerDay, b.Schedule = 4, medication.Daily()
	case c.has("every other day"):
		b.Schedule = medication.EveryDays(2)
	case c.has("weekly", "once a week"):
		b.Schedule = medication.EveryDays(7)
	default:
		return c.timesADay(b) || c.everyPeriod(b) || c.weekdays(b)
	}
	return true
}

func (c *cursor) timesADay(b *plan.Order) bool {
	n, ok := c.counted("times a day", "times daily", "times per day", "x daily", "x/day")
	if ok {
		b.PerDay, b.Schedule = n, medication.Daily()
	}
	return ok
}

func (c *cursor) everyPeriod(b *plan.Order) bool {
	at := c.pos
	if !c.has("every") {
		return false
	}
	s, ok := c.interval()
	days, whole := s.wholeDays()
	switch {
	case ok && whole && days > 0 && days < 256:
		b.Schedule = medication.EveryDays(uint8(days))
	case ok && s.days == 0 && s.months == 0 && s.years == 0 && s.exact > 0 && (24*time.Hour)%s.exact == 0:
		b.PerDay, b.Schedule = int(24*time.Hour/s.exact), medication.Daily()
	default:
		c.pos = at
		return false
	}
	return true
}

func (c *cursor) weekdays(b *plan.Order) bool {
	at := c.pos
	c.has("on")
	var days []time.Weekday
	for {
		day, ok := pick(c, weekdays)
		if !ok {
			break
		}
		days = append(days, day)
		c.has("and")
	}
	if len(days) == 0 {
		c.pos = at
		return false
	}
	b.Schedule = medication.OnWeekdays(days...)
	return true
}

func readMove(c *cursor) []plan.Body {
	return c.stageMove(plan.StageMove{Trigger: need(c, stageTriggers)})
}

func readDischarge(c *cursor) []plan.Body {
	kinds := newVocabulary("kind of discharge", is(stages.DischargePlanned, "planned"),
		is(stages.DischargeUnplanned, "unplanned"), is(stages.DischargeAdministrative, "administrative"))
	return c.stageMove(plan.StageMove{Trigger: need(c, kinds)})
}

func (c *cursor) stageMove(b plan.StageMove) []plan.Body {
	c.clauses(func() bool {
		switch {
		case c.because(&b.Reason, nil):
		case c.has("medication continues", "medication goes on"):
			b.MedicationContinues = plan.Yes
		case c.has("medication ends", "medication stops", "no medication", "without medication"):
			b.MedicationContinues = plan.No
		case c.has("referral arranged", "continuing care arranged"):
			b.ReferralArranged = plan.Yes
		case c.has("no referral", "referral not arranged", "no continuing care"):
			b.ReferralArranged = plan.No
		case c.has("destination"):
			b.Destination = c.needText("destination")
		case c.has("to"):
			if text, ok := c.quote(); ok {
				b.Destination = text
			} else {
				b.To = need(c, stageWords)
			}
		default:
			return false
		}
		return true
	})
	return one(b)
}

func readLevel(c *cursor) []plan.Body {
	b := plan.LevelMove{Trigger: need(c, levelTriggers)}
	c.clauses(func() bool {
		switch {
		case c.has("asam level", "asam"):
			b.ASAM = strings.ToUpper(c.word())
			c.pos++
		case c.has("to"):
			b.To = need(c, levelWords)
		default:
			if edition, ok := pick(c, editionWords); ok {
				b.Edition = edition
				return true
			}
			return c.weeklyHours(&b)
		}
		return true
	})
	return one(b)
}

func (c *cursor) weeklyHours(b *plan.LevelMove) bool {
	at := c.pos
	q, err := plan.ParseQuantity(c.word())
	if err == nil {
		c.pos++
		if c.has("hours a week", "hours/week", "hours per week", "hours weekly", "h/week") {
			b.WeeklyHours = q
			return true
		}
	}
	c.pos = at
	c.missed("6 hours a week")
	return false
}

func readCourse(c *cursor) []plan.Body {
	b := plan.CourseMove{Trigger: need(c, courseTriggers)}
	c.clauses(func() bool {
		switch {
		case c.because(&b.Reason, nil):
		case c.has("to"):
			b.To = need(c, courseWords)
		default:
			s, ok := pick(c, substanceWords)
			if ok {
				b.Substance = s
			}
			return ok
		}
		return true
	})
	return one(b)
}

func readStop(c *cursor) []plan.Body {
	b := plan.StopMedication{Substance: c.needSubstance()}
	c.clauses(func() bool {
		switch {
		case c.because(&b.Reason, nil):
		case c.has("abruptly", "at once", "without a taper", "abrupt"):
			b.Abrupt = plan.Yes
		case c.has("with a taper", "gradually", "tapered", "not abruptly"):
			b.Abrupt = plan.No
		default:
			return false
		}
		return true
	})
	return one(b)
}

func readEnd(c *cursor) []plan.Body {
	b := plan.PlanEndDate{Substance: c.needSubstance()}
	c.clauses(func() bool {
		switch {
		case c.because(&b.Reason, nil):
		case c.has("on", "by") || dateText.MatchString(c.word()):
			b.On = c.needDate()
		default:
			return false
		}
		return true
	})
	return one(b)
}

func readTakeHome(c *cursor) []plan.Body {
	var b plan.TakeHomeGrant
	c.clauses(func() bool {
		switch {
		case c.has("criteria not met", "without criteria", "criteria not documented"):
			b.Criteria = plan.No
		case c.has("criteria met", "criteria documented", "criteria met and documented"):
			b.Criteria = plan.Yes
		default:
			if n, ok := c.counted("closure days", "closure day", "closed days", "closed day"); ok {
				b.ClosureDays = n
				return true
			}
			if n, ok := c.days(); ok {
				b.Days = n
				return true
			}
			p, ok := c.product()
			if ok {
				b.Product = p.ID()
			}
			return ok
		}
		return true
	})
	return one(b)
}

func readWithdrawal(c *cursor) []plan.Body {
	b := plan.WithdrawalManagement{Method: need(c, methodWords)}
	c.clauses(func() bool {
		switch {
		case c.has("no plan", "without plan", "without a plan", "no continuing plan"):
			b.ContinuingPlan = plan.No
		case c.has("with plan", "plan made", "with a plan", "continuing plan", "plan"):
			b.ContinuingPlan = plan.Yes
		case c.has("not informed"):
			b.Informed = plan.No
		case c.has("informed"):
			b.Informed = plan.Yes
		case c.has("not requested"):
			b.Requested = plan.No
		case c.has("requested"):
			b.Requested = plan.Yes
		default:
			if n, ok := c.days(); ok {
				b.ExpectedDays = n
				return true
			}
			return c.has("for") || c.setting(&b.Setting)
		}
		return true
	})
	return one(b)
}

func readForce(c *cursor) []plan.Body {
	var b plan.ForceMove
	c.clauses(func() bool {
		switch {
		case c.has("stage"):
			b.Stage = need(c, stageWords)
		case c.has("level"):
			b.Level = need(c, levelWords)
		case c.has("course"):
			b.Course = need(c, courseWords)
		case c.has("because", "note"):
			b.Note = c.needText("note")
		default:
			return false
		}
		return true
	})
	return one(b)
}
