package scale

import "fmt"

// The enumerations of this package are written as words. Each has a table of names whose index is the value; an empty name
// marks a value that is invalid.

func nameOf[E ~uint8](names []string, e E) string {
	if int(e) >= len(names) || names[e] == "" {
		return "invalid"
	}
	return names[e]
}

func marshal[E ~uint8](what string, names []string, e E) ([]byte, error) {
	if int(e) >= len(names) || names[e] == "" {
		return nil, fmt.Errorf("scale: invalid %s %d", what, e)
	}
	return []byte(names[e]), nil
}

func unmarshal[E ~uint8](what string, names []string, text []byte, e *E) error {
	for i, name := range names {
		if name != "" && string(text) == name {
			*e = E(i)
			return nil
		}
	}
	return fmt.Errorf("scale: unknown %s %q", what, text)
}
