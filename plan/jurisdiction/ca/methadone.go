package ca

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/morphine"
	"github.com/oudpath/oudpath/plan/guidance/program"
	"github.com/oudpath/oudpath/plan/jurisdiction/internal/shared"
	"github.com/oudpath/oudpath/plan/record"
)

// Days on which the provinces changed what holds.
var (
	metaPhi      = civil.Must(2021, time.June, 30)     // recommendations of META:PHI
	cancellation = civil.Must(2023, time.November, 22) // professional practice policy 66
)

// methadoneSettings are the values of methadone that the pharmacists' reference gives for the country, and those of an older Canadian text for
// people at higher risk. A start is an amount of a day, in however many doses. Missed doses are the provinces'.
func methadoneSettings() []plan.Setting {
	reference := evidence.TherapeuticChoices2024.At("methadone", evidence.Secondary)
	start := evidence.TherapeuticChoices2024.At("methadone: a start of 5 to 30 mg, read as that of a day", evidence.Unconfirmed)
	higher := evidence.CanadaMethadone.At("higher risk: 10 to 20 mg", evidence.Secondary)
	sixty := evidence.CanadaMethadone.At("from 60 years on: 10 to 20 mg", evidence.Secondary)
	upper := evidence.TherapeuticChoices2024.At("methadone: to 60 to 80 mg, read at its upper end", evidence.Secondary)
	return []plan.Setting{
		methadone.FirstDose().Usual.Always(medication.Milligrams(5), reference),
		methadone.FirstDose().Soft.Always(medication.Milligrams(30), reference),
		methadone.FirstDayTotal().Soft.Always(medication.Milligrams(30), start),
		methadone.LowToleranceStart().Most.Always(medication.Milligrams(20), higher),
		methadone.LowToleranceStart().Sedatives.Always(medication.Milligrams(20), higher),
		methadone.LowToleranceStart().AtRisk.Always(medication.Milligrams(20), higher),
		methadone.Older().Age.Always(60, sixty),
		methadone.Older().Most.Always(medication.Milligrams(20), sixty),
		methadone.TitrationStep().Most.Always(medication.Milligrams(15), reference),
		methadone.TitrationStep().Interval.Always(3, reference),
		methadone.TitrationStep().From.Always(medication.Milligrams(80), upper),
		methadone.TitrationStep().Later.Always(medication.Milligrams(10), reference),
		methadone.TitrationStep().LaterInterval.Always(7, reference),
		methadone.DoseRange().Least.Always(medication.Milligrams(60), reference),
		methadone.DoseRange().Most.Always(medication.Milligrams(120), reference),
		shared.LongGap(),
		methadone.MissedAnew().Most.Always(medication.Milligrams(30), reference),
	}
}

// ontarioMethadone are the recommendations for people who use fentanyl. Before them a clinic's published rule stands for the practice of
// the province: half after three missed doses, and no more than 30 mg after four.
func ontarioMethadone() []plan.Setting {
	metaphi := evidence.METAPHI2021.At("titration", evidence.Secondary)
	high := evidence.METAPHI2021.At("respiratory illness, sedatives, uncertain tolerance: 10 to 20 mg", evidence.Secondary)
	smaller := evidence.METAPHI2021.At("high risk: 10 mg every 3 to 5 days", evidence.Secondary)
	missed := evidence.METAPHI2021.At("missed doses", evidence.Secondary)
	older := evidence.OntarioClinic.At("missed doses", evidence.Secondary)
	apart := "its own recommendations ask for five days between the later steps"
	return []plan.Setting{
		methadone.FirstDose().Soft.Always(medication.Milligrams(30), metaphi),
		methadone.FirstDayTotal().Soft.Always(medication.Milligrams(30), metaphi),
		methadone.LowToleranceStart().Most.Always(medication.Milligrams(20), high),
		methadone.LowToleranceStart().Sedatives.Always(medication.Milligrams(20), high),
		methadone.LowToleranceStart().AtRisk.Always(medication.Milligrams(20), high),
		methadone.TitrationStep().AtRisk.Always(medication.Milligrams(10), smaller),
		methadone.TitrationStep().LaterInterval.Always(5, metaphi).Relax(apart),

		methadone.MissedReduced().Ladder.Always(methadone.NewRestartLadder(
			methadone.RestartBand{From: 3, Dose: methadone.ShareOf(1, 2)},
			methadone.RestartBand{From: 4, Dose: methadone.FixedDose(medication.Milligrams(30))}), older),
		methadone.MissedReduced().Ladder.From(metaPhi, methadone.NewRestartLadder(
			methadone.RestartBand{From: 4, Dose: methadone.HigherOf(1, 2, medication.Milligrams(30))}), missed),
		methadone.MissedFew().Doses.From(metaPhi, 3, missed),
		methadone.MissedAnew().Doses.From(metaPhi, 5, missed),
		methadone.MissedAnew().Most.From(metaPhi, medication.Milligrams(30), missed),
		methadone.Assessed().Doses.Always(3, evidence.METAPHI2021.At("three or more missed: assessed in person", evidence.Secondary), older),
	}
}

// britishColumbiaMethadone are the values of its guideline, of its emergency departments, and of its college of pharmacists. The ladder is
// read at the lower end of "half or 30 to 40 mg"; from how many missed doses it is a new start was not
// seen, and is the label's.
func britishColumbiaMethadone() []plan.Setting {
	emergency := evidence.EmergencyCareBC.At("missed doses of methadone", evidence.Secondary)
	lowerEnd := evidence.EmergencyCareBC.At("four missed: the higher of half and 30 to 40 mg, read at its lower end", evidence.Secondary)
	appendix := evidence.BCCSU2023.At("appendix 3.3, updated 31 January 2025", evidence.Primary)
	return []plan.Setting{
		methadone.MissedFew().Doses.Always(3, emergency),
		methadone.MissedReduced().Ladder.Always(methadone.NewRestartLadder(
			methadone.RestartBand{From: 4, Dose: methadone.HigherOf(1, 2, medication.Milligrams(30))}), lowerEnd),
		methadone.Cancelled().Doses.From(cancellation, 4, evidence.BCPharmacy2023.At("missed days", evidence.Primary)),
		morphine.Cancelled().Doses.From(cancellation, 4, evidence.BCPharmacy2023.At("missed days", evidence.Primary)),
		program.Watched().Days.Always(1, evidence.BCCSU2023.At("3.2.vi, 6 February 2025: daily witnessed doses and gradually home, read as the first day "+
			"at least", evidence.Primary)),
		interaction.MAOIWindow().Stopped.Always(14, appendix),
		interaction.QTcLimit().Danger.Always(record.Whole(500), appendix),
		methadone.SeveralQT().Medicines.Always(2, appendix),
	}
}
