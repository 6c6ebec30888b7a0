//go:build js && wasm

// Page is the part of the playground that runs in the browser: it gives the page functions that answer with JSON. oudpath(text, open) says what
// comes of a text, oudpathAfter(text, open, ask) proposes days after it, and oudpathChoices() says what can be asked for.
package main

import (
	"encoding/json"
	"syscall/js"
	_ "time/tzdata" // a browser lends no zones

	"github.com/oudpath/oudpath/examples/playground/look"
)

func main() {
	give("oudpath", func(args []js.Value) any { return look.At(args[0].String(), args[1].Int()) })
	give("oudpathChoices", func([]js.Value) any { return look.All() })
	give("oudpathAfter", func(args []js.Value) any {
		var ask look.Ask
		if err := json.Unmarshal([]byte(args[2].String()), &ask); err != nil {
			return look.Ahead{Problem: err.Error()}
		}
		return look.After(args[0].String(), args[1].Int(), ask)
	})
	select {} // the functions stay
}

// give makes a function of the page.
func give(name string, do func(args []js.Value) any) {
	js.Global().Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any {
		data, err := json.Marshal(do(args))
		if err != nil {
			data, _ = json.Marshal(look.Answer{Problems: []look.Problem{{Line: 1, What: err.Error()}}})
		}
		return string(data)
	}))
}
