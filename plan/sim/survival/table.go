package survival

import (
	"cmp"
	"fmt"
	"slices"
)

// Table holds, time by time, how many people entered, left by each cause, were censored and were at risk: all that the
// estimators need. Times that are equal are ties; what Tabulate takes for equal, it says.
//
// A Table is not changed by any of its methods. The zero Table is empty, and no estimate can be made from it.
type Table struct {
	causes   int
	times    []float64
	entered  []int64 // at the time: at risk from just after it, or from it if it is the origin
	censored []int64
	events   []int64 // causes in a row for each time
	atRisk   []int64
}

// Moment is one time of a Table that is given as counts, as published tables are.
type Moment struct {
	Time     float64 // from 0 on
	Entered  int64   // people whose observation starts here; at time 0 they are at risk at once, later from just after it
	Censored int64   // people whose observation ends here without an event
	Events   []int64 // people who leave by cause 1, 2, …; causes at the end may be left out
}

// FromCounts makes a Table of counts. Moments must be in order of time, each time once; nobody can leave who has not entered.
// It returns ErrTime, ErrCount or, if nobody entered, ErrEmpty.
func FromCounts(moments []Moment) (Table, error) {
	causes := 0
	for _, m := range moments {
		causes = max(causes, len(m.Events))
	}
	if causes > int(^Cause(0)) {
		return Table{}, fmt.Errorf("%w: %d causes", ErrRange, causes)
	}
	t := newTable(causes, len(moments))
	for i, m := range moments {
		if !usable(m.Time) || i > 0 && m.Time <= moments[i-1].Time {
			return Table{}, fmt.Errorf("%w: moment %d at %v", ErrTime, i, m.Time)
		}
		row := t.grow(m.Time)
		copy(row, m.Events)
		t.entered[i], t.censored[i] = m.Entered, m.Censored
	}
	return t, t.countRisk()
}

// Tabulate makes a Table of records, in any order; records that are sorted by Leave are counted fastest. It returns ErrTime or,
// if there are none, ErrEmpty.
//
// Times that differ by no more than the rounding of sums (0.1 + 0.2 against 0.3) are ties at the earliest of them, by the rule of R's
// package survival: see mendTies. Somebody whose late entry and leaving become one time by it is an ErrTime.
func Tabulate(records []Record) (Table, error) {
	var last Cause
	var late []float64 // times of entry after the origin
	for i, r := range records {
		if err := r.validate(); err != nil {
			return Table{}, fmt.Errorf("record %d: %w", i, err)
		}
		last = max(last, r.Cause)
		if r.Enter > 0 {
			late = append(late, r.Enter)
		}
	}
	if byLeave := func(a, b Record) int { return cmp.Compare(a.Leave, b.Leave) }; !slices.IsSortedFunc(records, byLeave) {
		records = slices.Clone(records)
		slices.SortFunc(records, byLeave)
	}
	slices.Sort(late)
	if records, late = mendTies(records, late); slices.ContainsFunc(records,
		func(r Record) bool { return r.Enter > 0 && r.Enter >= r.Leave }) {
		return Table{}, fmt.Errorf("%w: somebody who entered late leaves at the same time", ErrTime)
	}

	t := newTable(int(last), distinctTimes(records)+len(late)+1) // one more for the origin
	// Whoever enters late leaves later still, so the last leaving is the end.
	for len(records) > 0 {
		now := records[0].Leave
		if len(late) > 0 {
			now = min(now, late[0])
		}
		row := t.grow(now)
		here := len(t.times) - 1
		for len(late) > 0 && late[0] == now {
			t.entered[here]++
			late = late[1:]
		}
		for len(records) > 0 && records[0].Leave == now {
			if cause := records[0].Cause; cause == Censored {
				t.censored[here]++
			} else {
				row[cause-1]++
			}
			records = records[1:]
		}
	}
	t.enterFromOrigin()
	return t, t.countRisk()
}

// distinctTimes counts the different times of records that are sorted by Leave.
func distinctTimes(sorted []Record) int {
	n := 0
	for i, r := range sorted {
		if i == 0 || r.Leave != sorted[i-1].Leave {
			n++
		}
	}
	return n
}

// enterFromOrigin lets everybody who leaves and has not entered late enter at time 0.
func (t *Table) enterFromOrigin() {
	var balance int64
	for i := range t.times {
		balance += t.left(i) - t.entered[i]
	}
	switch {
	case balance == 0:
	case t.times[0] == 0:
		t.entered[0] += balance
	default:
		t.times = slices.Insert(t.times, 0, 0)
		t.entered = slices.Insert(t.entered, 0, balance)
		t.censored = slices.Insert(t.censored, 0, 0)
		t.events = slices.Insert(t.events, 0, make([]int64, t.causes)...)
	}
}

// Merge returns the Table of both groups of people together. Because it only adds counts, parts can be merged in any order
// and grouping, with the same result.
func Merge(a, b Table) Table {
	m := newTable(max(a.causes, b.causes), len(a.times)+len(b.times))
	for i, j := 0, 0; i < len(a.times) || j < len(b.times); {
		takeA := j == len(b.times) || i < len(a.times) && a.times[i] <= b.times[j]
		takeB := i == len(a.times) || j < len(b.times) && b.times[j] <= a.times[i]
		now := 0.0
		if takeA {
			now = a.times[i]
		} else {
			now = b.times[j]
		}
		m.grow(now)
		if takeA {
			m.add(a, i)
			i++
		}
		if takeB {
			m.add(b, j)
			j++
		}
	}
	_ = m.countRisk() // both were valid, so their sum is; two empty tables stay empty
	return m
}

// Only returns the Table in which people who left by any other cause than those named count as censored. Estimates from it
// describe a world in which the other causes do not exist, which is seldom what is asked: for the probability of a cause
// beside others use AalenJohansen. It returns ErrRange for a cause that the Table does not have.
func (t Table) Only(causes ...Cause) (Table, error) {
	for _, c := range causes {
		if c == Censored || int(c) > t.causes {
			return Table{}, fmt.Errorf("%w: cause %d of %d", ErrRange, c, t.causes)
		}
	}
	only := t
	only.censored = slices.Clone(t.censored)
	only.events = slices.Clone(t.events)
	for i := range t.times {
		row := only.eventsAt(i)
		for k := range row {
			if !slices.Contains(causes, Cause(k+1)) {
				only.censored[i] += row[k]
				row[k] = 0
			}
		}
	}
	return only, nil
}

// Len is the number of different times.
func (t Table) Len() int { return len(t.times) }

// Causes is the number of causes; they are numbered from 1.
func (t Table) Causes() int { return t.causes }

// Moment returns the counts at the i-th time, from 0 to Len()-1.
func (t Table) Moment(i int) Moment {
	return Moment{Time: t.times[i], Entered: t.entered[i], Censored: t.censored[i], Events: slices.Clone(t.eventsAt(i))}
}

// AtRisk returns how many people are at risk at the i-th time: they are observed just before it, or they enter at it and it is
// the origin.
func (t Table) AtRisk(i int) int64 { return t.atRisk[i] }

func newTable(causes, room int) Table {
	return Table{
		causes:   causes,
		times:    make([]float64, 0, room),
		entered:  make([]int64, 0, room),
		censored: make([]int64, 0, room),
		events:   make([]int64, 0, room*causes),
	}
}

// grow appends a time with no people and returns its event counts.
func (t *Table) grow(now float64) []int64 {
	t.times = append(t.times, now)
	t.entered = append(t.entered, 0)
	t.censored = append(t.censored, 0)
	for range t.causes {
		t.events = append(t.events, 0)
	}
	return t.eventsAt(len(t.times) - 1)
}

// add adds row i of another Table to the last row.
func (t *Table) add(other Table, i int) {
	here := len(t.times) - 1
	t.entered[here] += other.entered[i]
	t.censored[here] += other.censored[i]
	row := t.eventsAt(here)
	for k, d := range other.eventsAt(i) {
		row[k] += d
	}
}

func (t *Table) eventsAt(i int) []int64 { return t.events[i*t.causes : (i+1)*t.causes] }

// happened is the number of events of all causes at the i-th time.
func (t *Table) happened(i int) int64 {
	var sum int64
	for _, d := range t.eventsAt(i) {
		sum += d
	}
	return sum
}

// left is how many people leave at the i-th time, for whatever reason.
func (t *Table) left(i int) int64 { return t.happened(i) + t.censored[i] }

// countRisk fills atRisk, and reports counts that cannot be.
func (t *Table) countRisk() error {
	t.atRisk = make([]int64, len(t.times))
	var present int64
	for i, now := range t.times {
		negative := t.entered[i] < 0 || t.censored[i] < 0
		for _, d := range t.eventsAt(i) {
			negative = negative || d < 0
		}
		if now == 0 {
			present += t.entered[i]
		}
		t.atRisk[i] = present
		present -= t.left(i)
		if negative || present < 0 {
			return fmt.Errorf("%w: at time %v", ErrCount, now)
		}
		if now > 0 {
			present += t.entered[i]
		}
	}
	if len(t.times) == 0 || slices.Max(t.entered) == 0 {
		return ErrEmpty
	}
	return nil
}
