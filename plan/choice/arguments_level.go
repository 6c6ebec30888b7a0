package choice

import (
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/stages"
)

// Levels of care as options.
const (
	outpatient OptionID = OptionID(stages.Outpatient)
	intensive  OptionID = OptionID(stages.IntensiveOutpatient)
	dayProgram OptionID = OptionID(stages.PartialHospitalization)
	residence  OptionID = OptionID(stages.Residential)
	inpatient  OptionID = OptionID(stages.Inpatient)
	recovery   OptionID = OptionID(stages.RecoveryResidence)
	otp        OptionID = OptionID(stages.OpioidTreatmentProgram)
)

// levelArguments returns the table of arguments about levels of care. It is this library's own and no licensed text: what no source is
// named for is a proposal that a clinician weighs and may change. None of them is a reason to withhold medication.
func levelArguments() []Argument {
	stay, bed := evidence.NICECG52.At("reasons for an inpatient stay", evidence.Unconfirmed), about(inpatient)
	beds, days := about(residence, inpatient), about(intensive, dayProgram)
	return []Argument{
		{"level.severe-withdrawal", bed, For, Opinion, "Withdrawal is severe: somebody has to watch.", []string{"severe-withdrawal"}, nil,
			cites(ownLevels)},
		{"level.vomiting", bed, For, Opinion, "What is taken does not stay down.", []string{"vomiting"}, nil, cites(ownLevels)},
		{"level.several-withdrawals", bed, For, Guideline, "Withdrawal from alcohol, benzodiazepines or others comes on top.",
			[]string{"several-substances"}, nil, cites(stay, ownLevels)},
		{"level.earlier-detox", bed, For, Guideline, "An earlier withdrawal in the community was not completed.",
			[]string{"earlier-community-detox"}, nil, cites(stay)},
		{"level.nursing", bed, For, Guideline, "An illness of body or mind needs nursing.", []string{"nursing-need"}, nil, cites(stay)},
		{"level.social", beds, For, Guideline, "Withdrawal at home would meet severe social problems.", []string{"severe-social-problems"}, nil,
			cites(stay)},
		{"level.suicide", bed, For, Opinion, "The person thinks of suicide: that comes first.", []string{"suicidality"}, nil, cites(ownLevels)},
		{"level.qtc", bed, For, Opinion, "The QTc is dangerous: the heart is watched.", []string{"dangerous-qtc"}, nil, cites(ownLevels)},
		{"level.intravenous", bed, For, Opinion, "An infection is treated through a vein.", []string{string(NeedsIntravenous)}, nil, cites(ownLevels)},
		{"level.psychiatric", about(intensive, dayProgram, residence), For, Opinion, "A co-occurring disorder is treated in the same place.",
			[]string{"co-occurring-psychiatric"}, nil, cites(ownLevels)},
		{"level.severity", days, For, Opinion, "The disorder is severe: more contact may help.", []string{"severe-disorder"}, nil, cites(ownLevels)},
		{"level.overdose", about(intensive, dayProgram, otp), For, Opinion, "There was an overdose lately: somebody sees the person every day.",
			[]string{"overdose-lately"}, nil, cites(ownLevels)},
		{"level.injects", about(intensive, otp), For, Opinion, "The person injects: contact is close, and harm reduction is at hand.",
			[]string{"injects"}, nil, cites(ownLevels)},
		{"level.stimulants", days, For, Opinion, "Stimulants are used as well, and no medication treats that.", []string{"several-substances-used"},
			nil, cites(ownLevels)},
		{"level.methadone", about(otp), For, Opinion, "Methadone is what the person takes, and a program gives it.", []string{"takes-methadone"}, nil,
			cites(ownLevels)},
		{"level.unsafe-home", about(recovery, residence), For, Opinion, "The home is not safe, or somebody uses there.", []string{string(UnsafeHome)},
			nil, cites(ownLevels)},
		{"level.without-home", about(recovery, residence), For, Opinion, "There is no home to go to after a visit.", []string{string(WithoutHome)},
			nil, cites(ownLevels)},
		{"level.storage", about(otp, recovery, residence), For, Opinion, "Doses cannot be kept safely where the person lives.",
			[]string{string(NoSafeStorage)}, nil, cites(ownLevels)},
		{"level.without-phone", about(outpatient), Against, Opinion, "Between visits the person cannot be called.", []string{string(WithoutPhone)},
			nil, cites(ownLevels)},
		{"level.support", about(outpatient, intensive), For, Opinion, "Somebody at home helps.", []string{string(SupportAtHome)}, nil,
			cites(ownLevels)},
		{"level.community-first", about(outpatient), For, Guideline, "The community comes first, unless something speaks for a stay.", nil, nil,
			cites(evidence.NICECG52.At("setting", evidence.Primary))},
		{"level.work", about(outpatient), For, Opinion, "Work or school goes on.", []string{string(WorkOrSchool)}, nil, cites(ownLevels)},
		{"level.work-lost", about(dayProgram, residence, inpatient), Against, Opinion, "It takes the hours of work or school.",
			[]string{string(WorkOrSchool)}, nil, cites(ownLevels)},
		{"level.caring", about(outpatient), For, Opinion, "Somebody depends on the person every day.", []string{string(CaringDuties)}, nil,
			cites(ownLevels)},
		{"level.caring-lost", beds, Against, Opinion, "Somebody depends on the person, unless children can come along.",
			[]string{string(CaringDuties)}, nil, cites(ownLevels)},
		{"level.far", about(otp, intensive, dayProgram), Against, Opinion, "The person cannot come on most days.", []string{string(FarFromProgram)},
			nil, cites(ownLevels)},
		{"level.far-stay", about(outpatient, residence), For, Opinion, "It does not need a way there and back on most days.",
			[]string{string(FarFromProgram)}, nil, cites(ownLevels)},
		{"level.alone", about(residence, intensive, dayProgram), Against, Cohort,
			"Without medication it did not lower overdose: it is beside medication, and never in its place.", nil, overdoseOfInsured,
			cites(pathwayPoints)},
		{"level.no-treatment", about(recovery), Against, Opinion, "It is a place to live, and treatment comes from elsewhere.", nil, nil,
			cites(ownLevels)},
	}
}
