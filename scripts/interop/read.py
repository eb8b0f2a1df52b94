"""Reads our exports with the programs that they are meant for.

    read.py FORMAT FILE

prints what it found as one JSON object, and fails where the program does.
"""

import json
import sys


def graphml(path):
    import networkx

    graph = networkx.read_graphml(path, force_multigraph=True)
    return {
        "nodes": {n: d for n, d in graph.nodes(data=True)},
        "edges": [[a, b, d["label"], d.get("weight")] for a, b, d in graph.edges(data=True)],
    }


def jsonld(path):
    import rdflib

    graph = rdflib.Graph().parse(path, format="json-ld")
    s = rdflib.Namespace("https://schema.org/")
    actions = graph.query(
        """
        PREFIX s: <https://schema.org/> PREFIX bc: <urn:backchannel:vocabulary:>
        SELECT ?from ?to ?status ?said WHERE {
          ?e a s:Action ; s:agent/s:name ?from ; s:object/s:name ?to ; bc:status ?status ; s:subjectOf ?q .
          ?q s:text ?said ; s:isPartOf/s:headline ?title } ORDER BY ?from ?to ?status ?said
        """
    )
    # Writing it again fails on an IRI that is none.
    graph.serialize(format="nt", encoding="utf-8")
    return {
        "triples": len(graph),
        "same": sorted([str(a), str(b)] for a, b in graph.subject_objects(s.sameAs)),
        "names": sorted(str(n) for n in graph.objects(None, s.name)),
        "actions": [[str(cell) for cell in row] for row in actions],
    }


def ftm(path):
    from followthemoney import model
    from followthemoney.exc import InvalidData

    count, ids, used, names = {}, set(), set(), []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            try:
                model.get(raw["schema"]).validate(raw)  # required properties too
            except InvalidData as err:
                raise ValueError(f"{raw}: {err.errors}") from err
            entity = model.get_proxy(raw, cleaned=False)
            # What is no value of its property's type is dropped in cleaning.
            for prop, values in raw["properties"].items():
                left = len(entity.get(prop))
                if left != len(set(values)):
                    raise ValueError(f"{raw['schema']}:{prop} kept {left} of {values}")
            ids.add(entity.id)
            for prop, value in entity.itervalues():
                if prop.type.name == "entity":
                    used.add((value, prop.range.name))
            count[raw["schema"]] = count.get(raw["schema"], 0) + 1
            names.append(entity.caption)
    return {"count": count, "dangling": sorted(v for v, _ in used if v not in ids), "captions": sorted(names)}


if __name__ == "__main__":
    print(json.dumps({"graphml": graphml, "jsonld": jsonld, "ftm": ftm}[sys.argv[1]](sys.argv[2])))
