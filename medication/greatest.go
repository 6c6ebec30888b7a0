package medication

import "github.com/oudpath/oudpath/plan/evidence"

// greatest are the greatest amounts of one day that any source describes, by product. Each is a ceiling for slips of the hand and no
// permission: what is usual is in the other facts. A product that is not here has none, and depots have only their syringes.
var greatest = []struct {
	fact     LabelFact
	products []ProductID
}{
	{
		fact(GreatestDescribed, "1,100 mg a day, in a program of high doses",
			evidence.MaxwellShinderman2002.At("highest dose", evidence.Primary)).
			most("1100 mg"),
		[]ProductID{MethadoneTab, MethadoneDisp, MethadoneConc, MethadoneSoln, MethadoneSolnGB, MethadoneSoln5GB, MethadoneConcGB},
	},
	{
		fact(GreatestDescribed, "64 mg a day, against precipitated withdrawal", evidence.Decision(17).Cite()).most("64 mg"),
		[]ProductID{BupSL, BupnxSL, BupnxFilm, BupnxZubsolv, BupnxBunavail, BupnxCassipa, BupSLGB, BupnxSLGB, BupEspranor},
	},
	{
		fact(GreatestDescribed, "150 mg on any one day", citeNaltrexoneGB).most("150 mg"),
		[]ProductID{NtxPO, NtxPOGB},
	},
	{
		fact(GreatestDescribed, "2.88 mg a day, sixteen tablets", citeLofexidineLabel).most("2.88 mg"),
		[]ProductID{LofexidineTab, LofexidineGB},
	},
	{
		fact(GreatestDescribed, "1,200 mg a day, the upper end of what is usual", citeMorphineUsual).most("1200 mg"),
		[]ProductID{Morphine24h, Morphine12h},
	},
	{ // The patch releases an amount that no source states.
		fact(GreatestDescribed, "1.2 mg a day, off label, from 90 kg", citeClonidine).most("1.2 mg"),
		[]ProductID{ClonidineTab},
	},
}

// withGreatest adds the greatest amounts to the rows.
func withGreatest(rows []productRow) []productRow {
	for i := range rows {
		for _, g := range greatest {
			for _, id := range g.products {
				if id == rows[i].id {
					label := rows[i].label
					rows[i].label = append(label[:len(label):len(label)], g.fact)
				}
			}
		}
		rows[i].greatest = greatestOf(rows[i].label)
	}
	return rows
}

func greatestOf(facts []LabelFact) Mass {
	for i := range facts {
		if facts[i].Topic == GreatestDescribed {
			return facts[i].Mass.Most
		}
	}
	return Mass{}
}

// Greatest returns the greatest amount of one day that any source describes for the product; ok is false if none was seen.
func (p Product) Greatest() (most Mass, ok bool) {
	most = p.data().greatest
	return most, !most.IsZero()
}

// Greatest returns the greatest amount of one day that any source describes for any product of the substance; ok is false if none was
// seen. It is for amounts of which nobody says the product.
func (s Substance) Greatest() (most Mass, ok bool) {
	for _, p := range Products() {
		if here, described := p.Greatest(); described && p.Substance() == s {
			most, ok = most.Higher(here), true
		}
	}
	return most, ok
}

// Least returns the smallest unit that a tablet, film or syringe of the product holds, or one milliliter of a liquid; ok is false if
// the catalogue does not state the strengths.
func (p Product) Least() (least Mass, ok bool) {
	for _, s := range p.data().strengths {
		if !ok || s.Dose.Principal.Compare(least) < 0 {
			least, ok = s.Dose.Principal, true
		}
	}
	return least, ok
}
