package stages

// Cells of the dense table that are no state.
const (
	cellRefused uint8 = 0xFF
	cellGuarded uint8 = 0xFE
)

// Table is a pathway compiled for bulk work: a fold over a long history, a simulation of a million people. States, triggers and
// conditions are small numbers, those that Pathway.Index, TriggerIndex and ConditionIndex give; a step is one look into an array
// and allocates nothing. A Table never changes and may be shared; the zero Table has no states.
type Table struct {
	states, triggers int
	shift            uint
	cells            []uint8
	choices          [][]choice // by cell; what a guarded or a plain edge compiles to, empty where there is none
}

func newTable(states, triggers int) Table {
	t := Table{states: states, triggers: triggers}
	for 1<<t.shift < triggers {
		t.shift++
	}
	t.cells = make([]uint8, states<<t.shift)
	for i := range t.cells {
		t.cells[i] = cellRefused
	}
	t.choices = make([][]choice, len(t.cells))
	return t
}

func (t *Table) cell(state, trigger int) int { return state<<t.shift | trigger }

func (t *Table) add(state, trigger int, c choice) {
	cell := t.cell(state, trigger)
	t.choices[cell] = append(t.choices[cell], c)
	t.cells[cell] = cellGuarded
	if c.mask == 0 {
		t.cells[cell] = c.to
	}
}

// States is the number of states: they are numbered from 0.
func (t Table) States() int { return t.states }

// Triggers is the number of triggers: they are numbered from 0.
func (t Table) Triggers() int { return t.triggers }

// Next returns where the trigger leads from the state. It is not ok where the pathway refuses, where the answer depends on a guard
// (see Guarded and Decide), and for numbers that are no state or trigger.
func (t Table) Next(state, trigger uint8) (next uint8, ok bool) {
	next = t.look(state, trigger)
	return next, next < cellGuarded
}

// Guarded reports whether the answer for the pair depends on conditions, so that Decide has to be asked.
func (t Table) Guarded(state, trigger uint8) bool { return t.look(state, trigger) == cellGuarded }

// Decide is Next with what is known about the person's conditions. It answers guarded pairs too, and allocates nothing. The next
// state is the same state unless the outcome is Moved.
func (t Table) Decide(state, trigger uint8, facts Facts) (next uint8, outcome Outcome) {
	next = t.look(state, trigger)
	if next == cellGuarded {
		choices := t.choices[t.cell(int(state), int(trigger))]
		chosen, missing := choose(choices, facts)
		switch {
		case chosen >= 0:
			next = choices[chosen].to
		case missing != 0:
			return state, Undetermined
		default:
			next = cellRefused
		}
	}
	switch next {
	case cellRefused:
		return state, Refused
	case state:
		return state, Stayed
	}
	return next, Moved
}

// look returns the cell of a pair, and a refusal for what is no pair.
func (t Table) look(state, trigger uint8) uint8 {
	cell := int(state)<<t.shift | int(trigger)
	if int(trigger) >= t.triggers || cell >= len(t.cells) {
		return cellRefused
	}
	return t.cells[cell]
}

// Dense returns the pathway as a table for bulk work.
func (p *Pathway[S]) Dense() Table { return p.table }

// Index returns the number of a state in the dense table, and whether the pathway has it. Numbers belong to one version of a
// pathway: they follow the order of its definition, and must not be stored.
func (p *Pathway[S]) Index(s S) (int, bool) {
	i, ok := p.states[s]
	return i, ok
}

// TriggerIndex returns the number of a trigger in the dense table, and whether the pathway has it. See Index.
func (p *Pathway[S]) TriggerIndex(t Trigger) (int, bool) {
	i, ok := p.triggers[t]
	return i, ok
}

// ConditionIndex returns the bit of a condition in Facts, and whether the pathway asks for it. See Index.
func (p *Pathway[S]) ConditionIndex(c Condition) (int, bool) {
	i, ok := p.conditions[c]
	return i, ok
}
