package choice

import "github.com/oudpath/oudpath/plan/education"

// Told returns what is told before somebody takes an option, to be printed by education.Leaflet: overdose with each of them, and withdrawal
// and less harm with naltrexone, which comes after it, and with no medication, after which tolerance is lost.
func (o *Option) Told() []education.Topic {
	topics := []education.Topic{education.OverdoseSigns, education.OverdoseSteps, education.OverdoseNever}
	switch o.ID {
	case NaltrexoneDepot, NaltrexoneTablets, NoMedication:
		return append(topics, education.Withdrawal, education.HarmReduction)
	}
	return topics
}
