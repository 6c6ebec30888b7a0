package guidance_test

// waiting are the places where a law is broken and that another change has to mend, by the law and the place, with the reason. A law
// fails when one of its entries holds again. None waits.
var waiting = map[string]map[string]string{}
