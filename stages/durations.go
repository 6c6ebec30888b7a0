package stages

import (
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
)

// Typical durations of the stages. They are expectations with a source: no edge waits for one, and none ends a stage.

func detoxDurations() []Duration {
	lofexidine := evidence.LabelLucemyra.At("section 2", evidence.Primary).SeenIn("label text at themeditary.com")
	return []Duration{
		{What: "withdrawal from short-acting opioids with methadone", In: "us", Of: with("methadone"), MinDays: 6, MaxDays: 10,
			Cites: cites(evidence.ASAM2020.At("page 8", evidence.Primary))},
		{What: "withdrawal from opioids with methadone", Of: with("methadone"), MinDays: 3, MaxDays: 10,
			Cites: cites(evidence.MhGAP2016.At("protocol 4", evidence.Secondary))},
		{What: "withdrawal from opioids with buprenorphine", Of: with("buprenorphine"), MinDays: 3, MaxDays: 14,
			Cites: cites(evidence.MhGAP2016.At("protocol 4", evidence.Secondary))},
		{What: "withdrawal with lofexidine, by its label", In: "us", Of: with("lofexidine"), MaxDays: 14,
			Cites: cites(lofexidine)},
		{What: "opioid detoxification as an inpatient", In: "gb", MaxDays: 28,
			Cites: cites(evidence.NICECG52.At("duration, inpatient", evidence.Secondary).SeenIn(patientInfo))},
		{What: "opioid detoxification in the community", In: "gb", MaxDays: 12 * 7,
			Cites: cites(evidence.NICECG52.At("duration, community", evidence.Secondary).SeenIn(patientInfo))},
	}
}

const patientInfo = "patient.info/doctor/opioid-detoxification, 20 September 2023"

func therapyDurations() []Duration {
	program := own("usual program length, stated without a source")
	return []Duration{
		{What: "program of 30 days", MinDays: 30, MaxDays: 30, Cites: cites(program)},
		{What: "program of 60 days", MinDays: 60, MaxDays: 60, Cites: cites(program)},
		{What: "program of 90 days", MinDays: 90, MaxDays: 90, Cites: cites(program)},
		{What: "treatment altogether, below which it is of limited value", In: "us", MinDays: 90,
			Cites: cites(evidence.NIDAPrinciples.At("principle 5: about three months", evidence.Primary))},
	}
}

func aftercareDurations() []Duration {
	return []Duration{
		{What: "continuing care, at least a year", MinDays: 365,
			Cites: cites(own("aftercare of at least twelve months, recalled without a source"))},
		{What: "treatment or support after abstinence, at least six months (26 weeks here)", In: "gb-eng", MinDays: 26 * 7,
			Cites: cites(evidence.NICEQS23.At("statement 9", evidence.Primary))},
	}
}

func recoveryDurations() []Duration {
	return []Duration{
		{What: "monitoring of remission, with no fixed end", Cites: cites(own("recovery is remission monitoring, with no fixed end"))},
	}
}

func maintenanceDurations() []Duration {
	return []Duration{
		{What: "methadone maintenance, with no recommended limit", In: "us", Of: with("methadone"),
			Cites: cites(evidence.ASAM2020.At("page 10", evidence.Primary))},
		{What: "naltrexone treatment, with no recommended limit", In: "us", Of: with("naltrexone"),
			Cites: cites(evidence.ASAM2020.At("page 12", evidence.Primary))},
		{What: "buprenorphine maintenance, with no recommended limit", In: "us", Of: with("buprenorphine"),
			Cites: cites(evidence.ASAM2015.At("page 8", evidence.Primary))},
		{What: "maintenance before a taper is thought of, at least a year", In: "us", Of: with("methadone"), MinDays: 365,
			Cites: cites(evidence.NIDAPrinciples.At("twelve months as the minimum for methadone maintenance", evidence.Unconfirmed))},
	}
}

func taperDurations() []Duration {
	return []Duration{
		{What: "taper of buprenorphine, the longer the better tolerated", In: "us", Of: with("buprenorphine"), MinDays: 3,
			Cites: cites(evidence.ASAM2020.At("buprenorphine taper: days to more than a month", evidence.Unconfirmed))},
	}
}

// with names the medications of one row.
func with(substances ...string) []string { return substances }

// Applies reports whether the duration is about somebody in the place who takes these substances: whether its source speaks for that
// country, or for any, and is about one of the substances, or about treatment with any or none. A part of a country is in it:
// what holds in "us" applies in "us-wi", and what holds in "gb-eng" does not apply in "gb".
func (d Duration) Applies(place string, substances ...string) bool {
	local := d.In == "" || place == d.In || strings.HasPrefix(place, d.In+"-")
	return local && (len(d.Of) == 0 || slices.ContainsFunc(substances, func(s string) bool { return slices.Contains(d.Of, s) }))
}
