"""Short sentences with every verb and deed that WordNet knows, for the teacher to label: news alone has few of the words
that tell of events. Which words a verb goes with matters less than that it stands there once with each kind of party."""
import random

PARTIES = ("Kenya|Uganda|Russia|Ukraine|Israel|Iran|China|Japan|India|Pakistan|Turkey|Greece|Egypt|Sudan|Colombia|Venezuela|"
           "Washington|Moscow|Beijing|Tehran|the United States|North Korea|the European Union|the United Nations|NATO|Hamas|"
           "Hezbollah|the Taliban|President Putin|President Obama|Angela Merkel|Prime Minister Modi|Kim Jong Un|Emmanuel Macron|"
           "Republicans|Democrats|the Senate|Congress|the White House|the Pentagon|the Kremlin|the FBI|Trump|Clinton|"
           "Senator Warren|Amnesty International|the rebels|the army|police|protesters|the opposition|the government").split("|")
OBJECTS = ("plan|proposal|decision|policy|troops|soldiers|embassy|consulates|ambassador|diplomats|leader|president|government|army|"
           "ships|planes|positions|base|border|towns|capital|citizens|civilians|workers|students|refugees|prisoners|exports|"
           "imports|goods|oil|banks|companies|assets|loans|debt|farmers|journalists|media|offices|demands|request|offer|claims|"
           "sovereignty|independence|candidate|bid|bill|budget|programme|missile tests|nuclear sites|hostages|critics").split("|")
AFTER_VERB = "with|against|to|from|on|over|for|into|at|about|behind".split("|")
AFTER_NOUN = "against|with|to|of|on|for|from|over|by|between".split("|")


def words(index):
    """Single words of an index of WordNet."""
    for line in open(index, encoding="utf-8"):
        word = line.split(" ", 1)[0]
        if line[0] != " " and word.isalpha() and len(word) > 2:
            yield word


def present(verb):
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


def is_many(party):
    return party in ("Republicans", "Democrats", "the rebels", "police", "protesters", "the Taliban")


def deeds(wordnet):
    """Nouns whose first sense is an act, an event or a communication."""
    files = {}
    for line in open(f"{wordnet}/data.noun", encoding="utf-8"):
        if line[0] != " ":
            files[line[:8]] = line[9:11]
    for line in open(f"{wordnet}/index.noun", encoding="utf-8"):
        fields = line.split()
        if line[0] != " " and fields[0].isalpha() and len(fields[0]) > 3:
            senses = fields[-int(fields[2]):]
            if files[senses[0]] in ("04", "10", "11"):
                yield fields[0]


def sentence(parts):
    """Text and the bytes of its two parties, which are parts that are tuples."""
    text, spans = "", []
    for part in parts:
        if isinstance(part, tuple):
            word = part[0][:1].upper() + part[0][1:] if not text else part[0]
            spans.append((len(text.encode()), len((text + word).encode())))
            text += word
        else:
            text += part
    return text, *spans


MANNERS = "reportedly|again|on Monday|in secret|for years|this week|openly".split("|")
INTENTS = "has vowed to|wants to|plans to|agreed to|refused to|tried to|asked its allies to|will".split("|")
REASONS = "over|despite|because of|after|in".split("|")
DETERMINERS = "its|the|more|new|several".split("|")
DEED_VERBS = "announced a|offered a|called for a|began a|faces a|rejected a|carried out a|ended its".split("|")


def of_verb(verb, dice):
    """One sentence of each shape, the parties drawn anew."""
    for shape in ("plain", "possessive", "plain", "prepositional", "object", "intent", "both"):
        a, b = ((party,) for party in dice.sample(PARTIES, 2))
        does = verb if is_many(a[0]) else present(verb)
        thing, after = dice.choice(OBJECTS), dice.choice(AFTER_VERB)
        yield sentence({
            "plain": [a, f" {does} ", b, "."],
            "possessive": [a, f" {does} ", b, f"'s {thing}."],
            "prepositional": [a, f" {does} {after} ", b, "."],
            "object": [a, f" {does} {dice.choice(DETERMINERS)} {thing} {after} ", b, "."],
            "intent": [a, f" {dice.choice(INTENTS)} {verb} ", b, f" {dice.choice(REASONS)} the {thing}."],
            "both": [a, f" {does} ", b, f"'s {thing} {after} the {dice.choice(OBJECTS)} {dice.choice(MANNERS)}."],
        }[shape])


def of_deed(noun, dice):
    for shape in ("possessive", "possessive", "object", "of"):
        a, b = ((party,) for party in dice.sample(PARTIES, 2))
        link = dice.choice(AFTER_NOUN)
        if shape == "possessive" and link == "between":
            yield sentence([f"The {noun} between ", a, " and ", b, " went on."])
        elif shape == "possessive":
            yield sentence([a, f"'s {noun} {link} ", b, " went on."])
        elif shape == "object":
            yield sentence([a, f" {dice.choice(DEED_VERBS)} {noun} {dice.choice(AFTER_NOUN[:-1])} ", b, "."])
        else:
            yield sentence([f"The {noun} {dice.choice(('by', 'of', 'from'))} ", a, f" {dice.choice(AFTER_NOUN[:-1])} ", b,
                            " drew attention."])


def make(wordnet, is_known, seed=9):
    dice = random.Random(seed)
    for verb in words(f"{wordnet}/index.verb"):
        if is_known(verb):
            yield from of_verb(verb, dice)
    for noun in deeds(wordnet):
        if is_known(noun):
            yield from of_deed(noun, dice)
