package naturalhistory

import "github.com/oudpath/oudpath/plan/sim"

// custody adds being taken into custody and released. Who does not use when released goes on so, for what the source says.
func (b *builder) custody() {
	b.move("taken into custody", Using, to(Custody))
	stay := b.v.Get("still not using when released")
	b.move("released", Custody, sim.Branch{Share: stay, To: NotUsing}, sim.Branch{Share: 1 - stay, To: Using})
	b.times("taken into custody", "taken into custody", 0, sim.When{Group: "women"}) // not known, which is not the same as never
	for _, name := range []string{"non-fatal overdose", "fatal overdose"} {
		b.times(name, "overdose in custody", b.v.Get("overdose in custody"), sim.When{State: Custody})
	}
}

// episodes counts courses of treatment and lets later ones end sooner.
func (b *builder) episodes() {
	b.m.Episodes = sim.Episodes{In: inTreatment, Last: 3}
	for _, m := range []Medication{Buprenorphine, Methadone} {
		for _, e := range []struct {
			name string
			when sim.Window
		}{{"second course", sim.Window{From: 2, To: 3}}, {"third course or later", sim.Window{From: 3}}} {
			p := "leave " + string(m) + ", " + e.name
			b.times("leave "+string(m), p, b.v.Get(p), sim.When{Episode: e.when})
		}
	}
}
