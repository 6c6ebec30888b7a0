package scenario

import (
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

func readPreventionPlan(c *cursor) []record.Body {
	var b record.PreventionPlanMade
	c.clauses(func() bool {
		switch {
		case c.has("reason"):
			c.add(&b.Reasons, "reason")
		case c.has("trigger"):
			b.Triggers = append(b.Triggers, c.trigger())
		case c.has("warning sign"):
			sign := record.WarningSign{What: c.needText("what the warning sign is")}
			sign.When, _ = pick(c, signStageWords)
			b.WarningSigns = append(b.WarningSigns, sign)
		case c.has("coping"):
			c.add(&b.Coping, "what helps")
		case c.has("contact"):
			b.Contacts = append(b.Contacts, c.contact())
		case c.has("activity"):
			c.add(&b.Activities, "activity")
		case c.has("medication"):
			once(c, &b.Medication, c.needText("what is said of the medication"), "what is said of the medication")
		case c.has("naloxone"):
			once(c, &b.Naloxone, c.needText("where the naloxone is"), "where the naloxone is")
		case c.has("after use"):
			c.add(&b.Lapse, "what to do after use")
		case c.has("shared with"):
			c.add(&b.SharedWith, "who else has the plan")
		case c.has("copy given"):
			b.CopyGiven = truth.Yes
		case c.has("review"):
			once(c, &b.Review, c.needDate(), "when the plan is looked at again")
		default:
			return false
		}
		return true
	})
	return one(b)
}

// add takes one more text of a list.
func (c *cursor) add(list *[]string, what string) { *list = append(*list, c.needText(what)) }

func (c *cursor) trigger() record.Trigger {
	t := record.Trigger{What: c.needText("what the trigger is")}
	for {
		switch {
		case c.has("inner"):
			t.Inner = truth.Yes
		case c.has("outer"):
			t.Inner = truth.No
		case c.has("strength"):
			t.Strength = c.needInteger("strength from 1 to 10")
		case c.has("helps"):
			t.Helps = c.needText("what helps")
		default:
			return t
		}
	}
}

func (c *cursor) contact() record.Contact {
	who := record.Contact{Name: c.needText("name of the contact")}
	for {
		switch {
		case c.has("relation"):
			who.Relation = c.needText("relation")
		case c.has("phone"):
			who.Phone = c.needText("phone")
		case c.has("not told"):
			who.Told = truth.No
		case c.has("told"):
			who.Told = truth.Yes
		case c.has("carries no naloxone"):
			who.Naloxone = truth.No
		case c.has("carries naloxone"):
			who.Naloxone = truth.Yes
		default:
			return who
		}
	}
}
