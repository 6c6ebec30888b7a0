package sim

// Model returns the model that was compiled. Its slices and maps are shared with the caller of Compile; they must not be changed.
func (c *Compiled) Model() Model { return c.model }

// Measures returns the names of the measures in the order of the model.
func (c *Compiled) Measures() []string {
	var names []string
	for _, m := range c.measures {
		names = append(names, m.name)
	}
	return names
}

// Rewards returns the names of the rewards in the order of the model.
func (c *Compiled) Rewards() []string {
	var names []string
	for i := range c.rewards {
		names = append(names, c.rewards[i].name)
	}
	return names
}

// Compiled returns the compiled model that the result is of.
func (r *Result) Compiled() *Compiled { return r.c }
