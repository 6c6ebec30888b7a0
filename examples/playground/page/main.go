//go:build js && wasm

// Page is the part of the playground that runs in the browser: it gives the page a function oudpath(text, open) that answers with JSON.
package main

import (
	"encoding/json"
	"syscall/js"
	_ "time/tzdata" // a browser lends no zones

	"github.com/oudpath/oudpath/examples/playground/look"
)

func main() {
	js.Global().Set("oudpath", js.FuncOf(func(_ js.Value, args []js.Value) any {
		data, err := json.Marshal(look.At(args[0].String(), args[1].Int()))
		if err != nil {
			data, _ = json.Marshal(look.Answer{Problems: []look.Problem{{Line: 1, What: err.Error()}}})
		}
		return string(data)
	}))
	select {} // the function stays
}
