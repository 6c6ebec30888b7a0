package gb

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
)

// productSettings say whose products can be had.
func productSettings() []plan.Setting {
	return []plan.Setting{guidance.Market.Country.Always("gb", evidence.Decision(17).Cite())}
}
