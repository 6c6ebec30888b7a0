package scenario

import (
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

var intentStatements = []statement{
	{[]string{"order", "prescribe", "ordered", "prescribed"},
		"PRODUCT DOSE [to DOSE | + DOSE | morning, DOSE evening] [twice daily | every 6 hours] [daily | every 2 days | on mon wed fri] [from DAY] " +
			"[until DAY | for 7 days] [in PLACE] [by ROUTE] [supervised | unsupervised | supervised 6 days a week] [for PURPOSE] [supply 7 " +
			"days] [in instalments of 7 days] [test dose 65 minutes ago] [switch] [received 2026-02-20] [rationale \"…\"]", "Asks for doses of a product.", readOrder},
	{[]string{"move", "begin", "transition"},
		"begin-therapy [to STAGE] [because REASON] [medication continues | medication ends | methadone ends] [referral arranged | no " +
			"referral] [destination \"…\"]", "Asks for a move on the pathway of stages.", readMove},
	{[]string{"discharge"}, "planned | unplanned | administrative because REASON [medication continues | medication ends | methadone " +
		"ends] [referral arranged | no referral]", "Asks for a discharge: the same as move discharge-planned.", readDischarge},
	{[]string{"level", "level of care"}, "intensive-outpatient [6 hours a week] [asam 2.1 third edition]",
		"Asks for another level of care.", readLevel},
	{[]string{"course"}, "begin-taper [to POSITION] [SUBSTANCE] [because REASON]", "Asks for a move of the medication course.", readCourse},
	{[]string{"stop", "withhold"}, "methadone because REASON [abruptly | with a taper]", "Asks to stop or withhold a medication.",
		readStop},
	{[]string{"end date", "end"}, "methadone on 2026-12-31 because REASON", "Asks for a fixed day on which a medication is to end.",
		readEnd},
	{[]string{"take-home request", "take-home", "take-homes", "take-home grant"},
		"PRODUCT 7 days [1 closure day] [of 80 mg] [criteria met | criteria not met]",
		"Asks for doses to be taken away from the clinic. A dose is that of one day.", readTakeHome},
	{[]string{"withdrawal management", "detoxify", "detoxification"},
		"methadone-taper [of SUBSTANCE] [in PLACE] [10 days] [with plan | no plan] [informed | not informed] [requested | not requested]",
		"Asks for supervised withdrawal.", readWithdrawal},
	{[]string{"force"}, "stage therapy level outpatient course maintenance because \"…\"", "Sets a position that no edge leads to.",
		readForce},
}

func readMove(c *cursor) []record.Body {
	return c.stageMove(record.StageMove{Trigger: need(c, stageTriggers)})
}

func readDischarge(c *cursor) []record.Body {
	kinds := newVocabulary("kind of discharge", is(stages.DischargePlanned, "planned"),
		is(stages.DischargeUnplanned, "unplanned"), is(stages.DischargeAdministrative, "administrative"))
	return c.stageMove(record.StageMove{Trigger: need(c, kinds)})
}

// whetherGoesOn is what a move may say of medication once.
const whetherGoesOn = "whether medication continues"

func (c *cursor) stageMove(b record.StageMove) []record.Body {
	c.clauses(func() bool {
		switch {
		case c.because(&b.Reason, nil):
		case c.has("medication continues", "medication goes on"):
			once(c, &b.MedicationContinues, truth.Yes, whetherGoesOn)
		case c.has("medication ends", "medication stops", "no medication", "without medication"):
			once(c, &b.MedicationContinues, truth.No, whetherGoesOn)
		case c.has("referral arranged", "continuing care arranged"):
			once(c, &b.ReferralArranged, truth.Yes, "whether a referral is arranged")
		case c.has("no referral", "referral not arranged", "no continuing care"):
			once(c, &b.ReferralArranged, truth.No, "whether a referral is arranged")
		case c.medicationOf(&b):
		case c.has("destination"):
			b.Destination = c.needText("destination")
		case c.has("to"):
			if text, ok := c.quote(); ok {
				b.Destination = text
			} else {
				once(c, &b.To, need(c, stageWords), "the stage")
			}
		default:
			return false
		}
		return true
	})
	return one(b)
}

// medicationOf takes "methadone ends", "medication ends methadone", "methadone continues".
func (c *cursor) medicationOf(b *record.StageMove) bool {
	s, ok := pick(c, substanceWords)
	if !ok {
		return false
	}
	once(c, &b.Substance, s, "the medication")
	switch {
	case c.has("continues", "goes on"):
		once(c, &b.MedicationContinues, truth.Yes, whetherGoesOn)
	case c.has("ends", "stops"):
		once(c, &b.MedicationContinues, truth.No, whetherGoesOn)
	}
	return true
}

func readLevel(c *cursor) []record.Body {
	b := record.LevelMove{Trigger: need(c, levelTriggers)}
	c.clauses(func() bool {
		switch {
		case c.has("asam level", "asam"):
			b.ASAM = strings.ToUpper(c.word())
			c.pos++
		case c.has("to"):
			once(c, &b.To, need(c, levelWords), "the level")
		default:
			if edition, ok := pick(c, editionWords); ok {
				once(c, &b.Edition, edition, "the edition")
				return true
			}
			return c.weeklyHours(&b)
		}
		return true
	})
	return one(b)
}

func (c *cursor) weeklyHours(b *record.LevelMove) bool {
	at := c.pos
	q, err := record.ParseQuantity(c.word())
	if err == nil && digit(rune(c.word()[0])) {
		c.pos++
		if c.has("hours a week", "hours/week", "hours per week", "hours weekly", "h/week") {
			once(c, &b.WeeklyHours, q, "the hours a week")
			return true
		}
	}
	c.pos = at
	c.missed("6 hours a week")
	return false
}

func readCourse(c *cursor) []record.Body {
	b := record.CourseMove{Trigger: need(c, courseTriggers)}
	c.clauses(func() bool {
		switch {
		case c.because(&b.Reason, nil):
		case c.has("to"):
			once(c, &b.To, need(c, courseWords), "the position")
		default:
			s, ok := pick(c, substanceWords)
			if ok {
				once(c, &b.Substance, s, "the medication")
			}
			return ok
		}
		return true
	})
	return one(b)
}

func readStop(c *cursor) []record.Body {
	b := record.StopMedication{Substance: c.needSubstance()}
	c.clauses(func() bool {
		switch {
		case c.because(&b.Reason, nil):
		case c.has("abruptly", "at once", "without a taper", "abrupt"):
			once(c, &b.Abrupt, truth.Yes, "whether it ends at once")
		case c.has("with a taper", "gradually", "tapered", "not abruptly"):
			once(c, &b.Abrupt, truth.No, "whether it ends at once")
		default:
			return false
		}
		return true
	})
	return one(b)
}

func readEnd(c *cursor) []record.Body {
	b := record.PlanEndDate{Substance: c.needSubstance()}
	c.clauses(func() bool {
		switch {
		case c.because(&b.Reason, nil):
		case c.has("on", "by") || dateText.MatchString(c.word()):
			once(c, &b.On, c.needDate(), "the day")
		default:
			return false
		}
		return true
	})
	return one(b)
}

func readTakeHome(c *cursor) []record.Body {
	var b record.TakeHomeGrant
	c.clauses(func() bool {
		switch {
		case c.has("criteria not met", "without criteria", "criteria not documented"):
			once(c, &b.Criteria, truth.No, "whether the criteria are met")
		case c.has("criteria met", "criteria documented", "criteria met and documented"):
			once(c, &b.Criteria, truth.Yes, "whether the criteria are met")
		default:
			if n, ok := c.counted("closure days", "closure day", "closed days", "closed day"); ok {
				once(c, &b.ClosureDays, n, "how many closure days")
				return true
			}
			if n, ok := c.days(); ok {
				once(c, &b.Days, n, "for how many days")
				return true
			}
			if dose, ok := c.dose(); ok {
				once(c, &b.Dose, dose, "the dose")
				c.has("a day", "daily", "per day")
				return true
			}
			p, ok := c.product()
			if ok {
				once(c, &b.Product, p.ID(), "the product")
			}
			return ok
		}
		return true
	})
	return one(b)
}

func readWithdrawal(c *cursor) []record.Body {
	b := record.WithdrawalManagement{Method: need(c, methodWords)}
	c.clauses(func() bool {
		switch {
		case c.has("no plan", "without plan", "without a plan", "no continuing plan"):
			once(c, &b.ContinuingPlan, truth.No, "whether there is a plan")
		case c.has("with plan", "plan made", "with a plan", "continuing plan", "plan"):
			once(c, &b.ContinuingPlan, truth.Yes, "whether there is a plan")
		case c.has("not informed"):
			once(c, &b.Informed, truth.No, "whether the person is informed")
		case c.has("informed"):
			once(c, &b.Informed, truth.Yes, "whether the person is informed")
		case c.has("not requested"):
			once(c, &b.Requested, truth.No, "whether it was asked for")
		case c.has("requested"):
			once(c, &b.Requested, truth.Yes, "whether it was asked for")
		default:
			if n, ok := c.days(); ok {
				once(c, &b.ExpectedDays, n, "how many days")
				return true
			}
			return c.has("for") || c.of(&b.Substance) || c.setting(&b.Setting)
		}
		return true
	})
	return one(b)
}

// of takes "of methadone", "from methadone", "methadone".
func (c *cursor) of(s *medication.Substance) bool {
	at := c.pos
	c.takes("from", "of")
	substance, ok := pick(c, substanceWords)
	if !ok {
		c.pos = at
		return false
	}
	once(c, s, substance, "the substance")
	return true
}

func readForce(c *cursor) []record.Body {
	var b record.ForceMove
	c.clauses(func() bool {
		switch {
		case c.has("stage"):
			once(c, &b.Stage, need(c, stageWords), "the stage")
		case c.has("level"):
			once(c, &b.Level, need(c, levelWords), "the level")
		case c.has("course"):
			once(c, &b.Course, need(c, courseWords), "the position of the course")
		case c.has("because", "note"):
			b.Note = c.needText("note")
		default:
			return false
		}
		return true
	})
	return one(b)
}
