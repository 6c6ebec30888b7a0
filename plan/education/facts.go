package education

import "github.com/oudpath/oudpath/plan/evidence"

// Where the facts were read. A page that only worksheets and treatment guides say is weak; what was read nowhere is unconfirmed.
var (
	toolkit   = evidence.SAMHSAOverdoseToolkit.At("five steps", evidence.Primary)
	positions = evidence.NaloxoneSaves.At("recovery position, what not to do", evidence.Primary)
	signs     = evidence.NaloxoneSaves.At("signs of an overdose", evidence.Primary)
	minutes   = evidence.OverdoseMinutes.At("minutes without breathing", evidence.Primary)
	sheets    = evidence.TreatmentWorksheets.At("signs and effects of use", evidence.Weak)
	general   = evidence.GeneralKnowledge.At("effects of opioids over years", evidence.Unconfirmed)
	less      = evidence.Proposal.At("harm reduction", evidence.Unconfirmed)
	strips    = evidence.TestStrips.At("what test strips show", evidence.Weak)
	phone     = evidence.SafeSpot.At("how the line works", evidence.Primary)
	vaccines  = evidence.HepatitisAndUse.At("people who use or inject drugs", evidence.Primary)
	wound     = evidence.XylazineWounds.At("steps of the care of wounds", evidence.Primary)
	infected  = evidence.WoundGuidance2025.At("no aggressive removal of tissue", evidence.Primary)
	newborn   = evidence.NewbornScoring.At("when signs begin, when they are scored", evidence.Primary)
	training  = evidence.FamilyTraining.At("sessions and topics", evidence.Primary)
	trained   = evidence.FamilyTrainingTrial.At("entry into treatment in three arms", evidence.Primary)
	fitness   = evidence.DVLAFitness.At("opioid misuse or dependence", evidence.Secondary)
	limits    = evidence.DrugDrivingLimits.At("methadone and morphine; the medical defence", evidence.Unconfirmed)
	nights    = evidence.NewbornTreatment.At("days of treatment and stay", evidence.Primary)
	notPlain  = evidence.GeneralKnowledge.At("seizures are no part of opioid withdrawal", evidence.Unconfirmed)
)

func fact(id string, of Topic, text string, cites ...evidence.Citation) Fact {
	return Fact{id, of, text, cites}
}

func facts() []Fact {
	return []Fact{
		fact("overdose.no-answer", OverdoseSigns, "The person does not wake up to a loud voice, or to knuckles rubbed on the breastbone.", signs),
		fact("overdose.breathing", OverdoseSigns, "Breathing is slow, shallow, or has stopped; there may be snoring or gurgling.", signs),
		fact("overdose.color", OverdoseSigns, "Lips or nails turn blue or grey; the skin is cold.", signs),
		fact("overdose.pupils", OverdoseSigns, "The pupils are pinpoints, but not always.", signs),
		fact("overdose.minutes", OverdoseSigns, "After some 5 to 10 minutes without breathing the brain is harmed: somebody has to act at once.", minutes),

		fact("overdose.call", OverdoseSteps, "Call the emergency number.", toolkit),
		fact("overdose.check", OverdoseSteps, "Check whether the person answers and breathes.", toolkit),
		fact("overdose.breathe", OverdoseSteps,
			"Support breathing: one breath every 5 seconds, or what the dispatcher says.", toolkit),
		fact("overdose.naloxone", OverdoseSteps, "Give naloxone.", toolkit),
		fact("overdose.again", OverdoseSteps, "Watch the answer. Where there is none after 2 to 3 minutes, give it again; some sources say 2 to 5.",
			toolkit),
		fact("overdose.recovery-position", OverdoseSteps,
			"Who breathes and does not wake, or is left alone for a moment, lies on the side, the upper knee bent, the face to the side.", positions),
		fact("overdose.stay", OverdoseSteps,
			"Stay, and keep the person warm. Naloxone wears off: no more use now, and a hospital. Withdrawal and anger may come with it.",
			positions, toolkit),

		fact("overdose.not-upright", OverdoseNever, "Not upright and not seated, as some texts say: on the side.", positions),
		fact("overdose.not-shock", OverdoseNever, "No slaps, no bath, no salt water, no stimulant.", positions),

		fact("withdrawal.not-seizure", Withdrawal,
			"A seizure is no part of plain opioid withdrawal: think of benzodiazepines, alcohol, tramadol, tianeptine or baclofen.", notPlain),

		fact("signs.body", SignsOfUse, "Small pupils, nodding off, itching, needle marks and long sleeves, weight loss.", sheets),
		fact("signs.behavior", SignsOfUse, "Secrecy, money that is missing, changes of mood and company, trouble at work.", sheets),
		fact("signs.things", SignsOfUse, "Foil, spoons, syringes, small bags.", sheets),
		fact("signs.no-proof", SignsOfUse, "None of them is a diagnosis, or a ground to end treatment.", sheets),

		fact("effects.soon", ShortTermEffects, "Well-being, drowsiness, itching, nausea, flushing, small pupils, constipation, slowed breathing.",
			sheets),

		fact("effects.dependence", LongTermEffects, "Dependence, and trouble with relations, money and law.", sheets),
		fact("effects.injecting", LongTermEffects, "From injecting: harmed veins, abscesses, infection of the heart, HIV, hepatitis B and C.", sheets),
		fact("effects.organs", LongTermEffects, "Lung, gut, teeth, mood and memory; what adulterants and lack of oxygen add is not always told apart.",
			sheets),
		fact("effects.hormones", LongTermEffects, "Low sex hormones.", general),

		fact("harm.alone", HarmReduction, "Not alone; with naloxone at hand.", less),
		fact("harm.small", HarmReduction, "A little first, from a supply that is known; swallowed or sniffed rather than injected.", less),
		fact("harm.line", HarmReduction,
			"Lines stay on the phone while somebody uses, and send help when there is no answer. They ask first for somebody who can be there.",
			phone),
		fact("harm.strips", HarmReduction,
			"Test strips show that there is fentanyl, not how much; they miss some analogues and nitazenes, and much methamphetamine or MDMA can "+
				"turn them positive.", strips),

		fact("infections.hepatitis-a", Infections, "Vaccination against hepatitis A is for everybody who uses or injects drugs.", vaccines),
		fact("infections.hepatitis-b", Infections, "Vaccination against hepatitis B, and a test for it, are for everybody who injects.", vaccines),
		fact("infections.hepatitis-c", Infections, "A test for hepatitis C once in every adult, and regularly while somebody injects.", vaccines),
		fact("infections.no-wait", Infections, "No test has to come before vaccination of young people.", vaccines),

		fact("wounds.steps", Wounds,
			"Ease pain and withdrawal first; soak the dressing off, or let the person do it; clean with saline; cover with a layer that does not "+
				"stick, something that absorbs, and a wrap.", wound),
		fact("wounds.never", Wounds, "No alcohol swabs, and nothing that dries the wound out.", wound),
		fact("wounds.tissue", Wounds, "Dead tissue is not cut away aggressively; who treats addiction, wounds and infections works together.", infected),

		fact("newborn.when", Newborns, "Signs of withdrawal begin after 24 to 72 hours; after methadone or buprenorphine they may take 7 days or more.",
			newborn),
		fact("newborn.score", Newborns, "The first score is taken within 2 hours of birth, then every 2 to 4 hours.", newborn),
		fact("newborn.first", Newborns, "Treatment begins without medicines.", nights),
		fact("newborn.days", Newborns,
			"Where a medicine was needed, treatment took 15 days with buprenorphine under the tongue, and 28 with morphine.", nights),

		fact("families.training", Families, "Relatives can learn what invites somebody into treatment: to speak well, to reward time without use, to let its "+
			"consequences be felt, to look after their own life, and when to offer treatment.", training),
		fact("families.danger", Families, "It begins with danger: where there is violence, safety comes first.", training),
		fact("families.effect", Families, "Of 115 families, 62 of 100 after training, 63 after a short form of it and 37 after another help saw their "+
			"relative enter treatment. Use did not differ.", trained),

		fact("driving.tell", Driving, "Whoever uses opioids or depends on them does not drive, and tells the licensing agency: for a car or a motorcycle "+
			"until a year without, for a lorry or a bus until three.", fitness),
		fact("driving.agonist", Driving, "On methadone or buprenorphine a licence is possible after a favourable assessment: at least a year stable for a car "+
			"or a motorcycle, three years for a lorry or a bus, with nothing used that was not prescribed, and looked at again every year as a rule.", fitness),
		fact("driving.form", Driving, "What is taken by mouth or under the tongue counts; an injection under the skin or an implant of naltrexone may be considered.",
			fitness),
		fact("driving.several", Driving, "Problems with several substances, alcohol among them, go with neither licence.", fitness),
		fact("driving.limits", Driving, "In England and Wales there are limits in blood for methadone and morphine; who takes a medicine as prescribed, and is fit "+
			"to drive, has a defence.", limits),
	}
}
