package r4_test

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

func ExampleParse() {
	doc, err := r4.Parse([]byte(`{"resourceType":"Observation","id":"1","valueQuantity":{"value":8.00,"unit":"mg"}}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	resource, _ := doc.Root().Resource()
	value, typ := resource.Choice("value")
	fmt.Println(resource.Key(), typ, value.Quantity().Value, value.Path())
	// Output: Observation/1 Quantity 8.00 valueQuantity
}
