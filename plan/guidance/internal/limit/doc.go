// Package limit declares the parameters of the catalogue: which way a limit gets stricter, its unit as a reader sees it, and the values
// that it can have. It holds no value of any limit: those are set by jurisdictions.
package limit
