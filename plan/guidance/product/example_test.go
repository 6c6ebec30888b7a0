package product_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/product"
	"github.com/oudpath/oudpath/plan/jurisdiction"
)

// A limit outside of a rule: how soon the same order again may be one that was entered twice, with where it comes from.
func Example() {
	engine, err := jurisdiction.Engine("gb", time.UTC)
	if err != nil {
		panic(err)
	}
	value, from, ok := plan.LimitOn(engine, product.OrderRepeated().Within, civil.Must(2026, time.March, 2))
	fmt.Println(value, ok)
	fmt.Println(from.Cites[0])
	// Output:
	// 1h0m0s true
	// decision 17 of this rule pack
}
