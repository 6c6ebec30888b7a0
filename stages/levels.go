package stages

import "github.com/oudpath/oudpath/plan/evidence"

// LevelInfo is what other systems call a level of care.
type LevelInfo struct {
	Level Level
	ASAM  []ASAMLevel // of both editions, third first, by ASAMLevel.Level
	Tiers []Tier      // of the United Kingdom, by Tier.Levels
}

// Describe returns what other systems call the level, and whether there is such a level. NoLevel is one, and has no counterparts.
func (l Level) Describe() (LevelInfo, bool) {
	if _, ok := ToLevel(l); !ok {
		return LevelInfo{}, false
	}
	info := LevelInfo{Level: l}
	for _, edition := range []Edition{ThirdEdition, FourthEdition} {
		for _, a := range ASAMLevels(edition) {
			if mapped, ok := a.Level(); ok && mapped == l {
				info.ASAM = append(info.ASAM, a)
			}
		}
	}
	for _, t := range UKTiers() {
		for _, mapped := range t.Levels {
			if mapped == l {
				info.Tiers = append(info.Tiers, t)
			}
		}
	}
	return info, true
}

// Tier is one of the four tiers by which England described drug services. A tier describes interventions and not providers. The
// data set that came later is said to speak of settings.
type Tier struct {
	Number    int    // 1 to 4
	Content   string // what the tier offers
	Levels    []Level
	Cite      evidence.Citation // of the content
	Crosswalk evidence.Citation // of Levels, which are our own mapping: nearest, not equal
}

// UKTiers returns the four tiers.
func UKTiers() []Tier {
	row := func(n int, content string, levels ...Level) Tier {
		return Tier{n, content, levels, evidence.ModelsOfCare2006.At("tiers", evidence.Primary), own("crosswalk from tiers to levels")}
	}
	return []Tier{
		row(1, "screening, information and referral by services that are not specialized"),
		row(2, "open access: advice, drop-in, harm reduction, brief interventions, aftercare"),
		row(3, "structured treatment in the community: care plan and key worker, prescribing, psychosocial treatment, day programs",
			Outpatient, IntensiveOutpatient, PartialHospitalization, OpioidTreatmentProgram),
		row(4, "residential: inpatient detoxification and stabilization, rehabilitation, halfway houses",
			Residential, Inpatient, RecoveryResidence),
	}
}
