package scenario

import "github.com/oudpath/oudpath/plan/record"

func readNeeds(c *cursor) []record.Body {
	var b record.NeedsRecorded
	if c.has("none") {
		c.end()
		return one(b)
	}
	for first := true; first || !c.done(); first = false {
		need := record.Need{Kind: need(c, needWords)}
		c.detail(&need)
		b.Needs = append(b.Needs, need)
	}
	return one(b)
}

// detail takes what is said of a need, up to the next one.
func (c *cursor) detail(n *record.Need) {
	for !c.done() {
		if text, ok := c.quote(); ok {
			once(c, &n.What, text, "what is needed")
			continue
		}
		if status, ok := pick(c, needStatusWords); ok {
			once(c, &n.Status, status, "what became of a need")
			continue
		}
		switch {
		case c.has("by"):
			n.Owner = c.needText("who sees to it")
		case c.has("due"):
			n.Due = c.needDate()
		default:
			c.skip("and")
			return
		}
	}
}
