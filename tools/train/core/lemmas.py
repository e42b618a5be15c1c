"""Lemmas as edit scripts: how a form becomes its lemma.

    countries -> country   "l-3+y"     (lower case, drop three characters, add "y")
    Obama     -> Obama     "k-0+"      (keep the case)
    n't       -> not       "=not"      (a word of its own)
"""


def script_of(form, lemma):
    for case, base in (("l", form.lower()), ("k", form)):
        if lemma == base:
            return f"{case}-0+"
    best = None
    for case, base in (("l", form.lower()), ("k", form), ("t", form[:1] + form[1:].lower())):
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        cost = len(base) - common + len(lemma) - common
        if best is None or cost < best[0]:
            best = (cost, common, case, len(base) - common, lemma[common:])
    _, common, case, dropped, added = best
    if common == 0 or len(added) > 4 or dropped > 5:
        return "=" + lemma
    return f"{case}-{dropped}+{added}"


def apply_script(form, script):
    if script[0] == "=":
        return script[1:]
    dropped, added = script[2:].split("+", 1)
    base = {"l": form.lower(), "k": form, "t": form[:1] + form[1:].lower()}[script[0]]
    stem = base[:len(base) - int(dropped)] if int(dropped) else base
    return stem + added or form
