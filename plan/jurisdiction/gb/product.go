package gb

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/product"
)

// productSettings say whose products can be had, and when an entry is taken for one that was made twice.
func productSettings() []plan.Setting {
	return []plan.Setting{product.Market().Country.Always("gb", evidence.Decision(17).Cite())}
}
