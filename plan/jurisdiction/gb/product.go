package gb

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/product"
)

// productSettings say whose products can be had, and until when a prescription in instalments may be begun.
func productSettings() []plan.Setting {
	return []plan.Setting{
		product.Market().Country.Always("gb", evidence.Decision(17).Cite()),
		product.Instalments().First.Always(28, evidence.CommunityPharmacyEngland.At("validity of prescriptions for controlled drugs",
			evidence.Primary)),
	}
}

// englandProduct is for how long the form of England for prescriptions in instalments may be.
func englandProduct() []plan.Setting {
	return []plan.Setting{product.Instalments().Span.Always(14, evidence.CommunityPharmacyEngland.At("instalment dispensing: 14 days",
		evidence.Primary))}
}
