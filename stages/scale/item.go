package scale

import "slices"

// Item is one line of an instrument.
type Item struct {
	ID       string // unique within the instrument, lower case with hyphens
	Label    string // what it asks, in this library's words
	Allowed  []int  // the legal answers, ascending; there may be gaps between them
	Reversed bool   // the lowest answer earns the most points (DAST-10, item 3)

	excepted   bool  // an answer above zero may turn out not to count, for a reason that no answer carries
	onPositive Flags // raised by an answer above zero
	onMissing  Flags // raised while the item has no answer
}

// Allows reports whether the answer is legal.
func (it Item) Allows(answer int) bool { return slices.Contains(it.Allowed, answer) }

// Points returns what a legal answer adds to the total: the answer itself, or its mirror image if the item is reversed. What it
// returns for an illegal answer means nothing.
func (it Item) Points(answer int) int {
	if it.Reversed {
		return it.Allowed[0] + it.Allowed[len(it.Allowed)-1] - answer
	}
	return answer
}

// possible returns the fewest and the most points that the item can still add. A reversed item has the same extremes.
func (it Item) possible(answer int, answered bool) (low, high int) {
	switch {
	case !answered:
		return it.Allowed[0], it.Allowed[len(it.Allowed)-1]
	case it.excepted:
		return 0, it.Points(answer)
	}
	points := it.Points(answer)
	return points, points
}

func (it Item) flags(answer int, answered bool) Flags {
	switch {
	case !answered:
		return it.onMissing
	case answer > 0:
		return it.onPositive
	}
	return 0
}

// item builds a table row.
func item(id, label string, allowed ...int) Item { return Item{ID: id, Label: label, Allowed: allowed} }

// graded builds the rows of an instrument whose items all have the same legal answers, from pairs of id and label.
func graded(allowed []int, pairs ...[2]string) []Item {
	items := make([]Item, len(pairs))
	for i, pair := range pairs {
		items[i] = item(pair[0], pair[1], allowed...)
	}
	return items
}
