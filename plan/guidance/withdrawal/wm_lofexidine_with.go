package withdrawal

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// LofexidineCareLimits are how far lofexidine and naltrexone tablets are taken apart, and the age above which less of it is considered.
type LofexidineCareLimits struct {
	Apart plan.Param[time.Duration]
	Older plan.Param[int]
}

var lofexidineCare = LofexidineCareLimits{
	limit.LeastTime("wm.lofexidine.naltrexone.apart", "time between lofexidine and a naltrexone tablet"),
	limit.MostCount("wm.lofexidine.exposure.age", "age above which less lofexidine is considered",
		plan.Shown(func(n int) string { return phrase.Plural(n, "year") })),
}

// LofexidineCare returns how far lofexidine and naltrexone tablets are taken apart, and the age above which less of it is considered.
func LofexidineCare() LofexidineCareLimits { return lofexidineCare }

var lofexidineWith = []plan.Rule{
	{
		ID:       "wm.lofexidine.naltrexone",
		Title:    "Lofexidine and naltrexone tablets are taken some hours apart",
		Severity: record.Warning,
		About:    medication.SetOf(medication.Lofexidine, medication.Naltrexone),
		Watches:  record.Doses,
		Cites:    []evidence.Citation{evidence.LabelLucemyra.At("section 7.2, oral naltrexone, as monographs have it", evidence.Secondary)},
		Needs:    plan.Needs(lofexidineCare.Apart),
		Remedy:   "give the one that can wait later: taken together, less of the naltrexone is taken up",
		Judge:    judgeLofexidineNaltrexone,
	},
	{
		ID:       "wm.lofexidine.exposure",
		Title:    "Beside a medicine that raises it, and in older people, less lofexidine is considered",
		Severity: record.Advice,
		About:    aboutLofexidine,
		Watches:  record.Doses | record.Contacts,
		Cites: []evidence.Citation{evidence.LabelLucemyra.At("sections 7.4 and 8, paroxetine and older people, as monographs have it",
			evidence.Secondary)},
		Needs:  plan.Needs(lofexidineCare.Older),
		Remedy: "watch pulse and pressure, standing too, and lower the dose early",
		Judge:  judgeLofexidineExposure,
	},
}

// judgeLofexidineNaltrexone looks for the last dose of the other one, whichever comes.
func judgeLofexidineNaltrexone(v *plan.View) plan.Result {
	least := lofexidineCare.Apart.Of(v)
	for act := range v.Acts().All() {
		var other medication.Substance
		switch {
		case !act.Means.Any(record.Doses), act.Product.LongActing():
			continue
		case act.Substance == medication.Lofexidine:
			other = medication.Naltrexone
		case act.Substance == medication.Naltrexone:
			other = medication.Lofexidine
		default:
			continue
		}
		for dose := range v.Doses(other) {
			if v.Since(dose.At) >= least.Value {
				break
			}
			if !dose.Product.LongActing() {
				return v.Violated(least, "%s since the last dose of %s, less than %s", phrase.Elapsed(v, dose.At), other,
					phrase.InHours(least.Value))
			}
		}
		return v.Met()
	}
	return v.NotApplicable()
}

func judgeLofexidineExposure(v *plan.View) plan.Result {
	older := lofexidineCare.Older.Of(v)
	if _, ok := v.Acts().Of(record.Doses, aboutLofexidine); !ok {
		return raisesLofexidine(v)
	}
	for agent, classes := range v.Medicines() {
		if classes.Has(medication.CYP2D6Inhibitor) {
			return v.Violated(nil, "lofexidine with %s, which raises it", agent)
		}
	}
	age, known := v.Age()
	switch {
	case !known:
		return v.Lacks("age")
	case age > older.Value:
		return v.Violated(older, "lofexidine at the age of %d", age)
	}
	return v.Met()
}

// raisesLofexidine judges a medicine that comes while lofexidine is taken.
func raisesLofexidine(v *plan.View) plan.Result {
	for act := range v.Acts().All() {
		if act.GoesOn && !act.Means.Has(record.Clears) && act.Classes.Has(medication.CYP2D6Inhibitor) && v.OnMedication(medication.Lofexidine) {
			return v.Violated(nil, "lofexidine with %s, which raises it", act.Agent)
		}
	}
	return v.NotApplicable()
}
