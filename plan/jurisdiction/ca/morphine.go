package ca

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/morphine"
)

// morphineSettings are the values of slow-release oral morphine. The national guideline knows it as the second line and gives no amounts; those
// of the guideline of British Columbia of 2017 are the only ones of the country that were read. That of 2023 raised starts and steps, and its
// numbers were not seen: what is set here warns, and opens nothing.
func morphineSettings() []plan.Setting {
	national := evidence.CRISM2024.At("slow-release oral morphine is the second line", evidence.Secondary)
	start := evidence.BCGuideline2017.At("slow-release oral morphine: start and steps", evidence.Secondary)
	missed := evidence.BCGuideline2017.At("missed doses of slow-release morphine", evidence.Secondary)
	return []plan.Setting{
		morphine.Place().Treatment.Always(true, national),
		morphine.Start().Most.Always(medication.Milligrams(60), start),
		morphine.Start().AfterMethadone.Always(4, evidence.BCGuideline2017.At("slow-release oral morphine: four times the methadone in a change from it",
			evidence.Secondary)),
		morphine.Step().Most.Always(medication.Milligrams(60), start),
		morphine.Step().Interval.Always(2, start),
		morphine.Missed().Ladder.Always(methadone.NewRestartLadder(
			methadone.RestartBand{From: 2, Dose: methadone.ShareOf(3, 5)},
			methadone.RestartBand{From: 3, Dose: methadone.ShareOf(2, 5)},
			methadone.RestartBand{From: 4, Dose: methadone.ShareOf(1, 5)}), missed),
		morphine.Missed().Anew.Always(5, missed),
		morphine.Missed().Most.Always(medication.Milligrams(60), start),
	}
}
