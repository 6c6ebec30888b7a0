package stages

import "github.com/oudpath/oudpath/plan/evidence"

// Typical durations of the stages. They are expectations with a source: no edge waits for one, and none ends a stage.

func detoxDurations() []Duration {
	return []Duration{
		{"withdrawal from short-acting opioids with methadone", 6, 10, cites(asam2020("page 8"))},
		{"withdrawal from opioids with methadone, by the World Health Organization", 3, 10, cites(whoMhGAP("protocol 4"))},
		{"withdrawal from opioids with buprenorphine", 3, 14, cites(whoMhGAP("protocol 4"))},
		{"withdrawal with lofexidine, by its label", 0, 14, cites(evidence.Citation{Source: "Lucemyra (lofexidine) prescribing information",
			Provenance: evidence.Primary, Via: "label text at themeditary.com"})},
		{"opioid detoxification as an inpatient, United Kingdom", 0, 28, cites(niceCG52("duration, inpatient", evidence.Secondary, patientInfo))},
		{"opioid detoxification in the community, United Kingdom", 0, 12 * 7, cites(niceCG52("duration, community", evidence.Secondary, patientInfo))},
	}
}

const patientInfo = "patient.info/doctor/opioid-detoxification, 20 September 2023"

func therapyDurations() []Duration {
	program := own("usual program length, stated without a source")
	return []Duration{
		{"program of 30 days", 30, 30, cites(program)},
		{"program of 60 days", 60, 60, cites(program)},
		{"program of 90 days", 90, 90, cites(program)},
		{"treatment altogether, below which it is of limited value", 90, 0,
			cites(nidaPrinciples("principle 5: about three months", evidence.Primary, "Drexel University copy"))},
	}
}

func aftercareDurations() []Duration {
	return []Duration{
		{"continuing care, at least a year", 365, 0, cites(own("aftercare of at least twelve months, recalled without a source"))},
		{"treatment or support after abstinence, at least six months (26 weeks here), England", 26 * 7, 0, cites(niceQS23("statement 9"))},
	}
}

func recoveryDurations() []Duration {
	return []Duration{
		{"monitoring of remission, with no fixed end", 0, 0, cites(own("recovery is remission monitoring, with no fixed end"))},
	}
}

func maintenanceDurations() []Duration {
	return []Duration{
		{"methadone maintenance, with no recommended limit", 0, 0, cites(asam2020("page 10"))},
		{"naltrexone treatment, with no recommended limit", 0, 0, cites(asam2020("page 12"))},
		{"buprenorphine maintenance, with no recommended limit", 0, 0, cites(asam2015("page 8"))},
		{"maintenance before a taper is thought of, at least a year", 365, 0,
			cites(nidaPrinciples("twelve months as the minimum for methadone maintenance", evidence.Unconfirmed, ""))},
	}
}

func taperDurations() []Duration {
	return []Duration{
		{"taper of buprenorphine, the longer the better tolerated", 3, 0, cites(loosely(asam2020("buprenorphine taper: days to more than a month")))},
	}
}
