"""Composes random Hydra trees with Hydra itself, for comparison with `exp`.

    python compose.py SEED TRIES FOLDER

writes trees below FOLDER and prints a JSON line for each try: the tree, the overrides, which
features occur, and what Hydra made of it, every scalar with its type (`i:3`), or the kind of the
error. Needs hydra-core 1.3.
"""

import copy
import json
import os
import random
import sys
import warnings

from hydra import compose, initialize_config_dir
from hydra._internal.config_repository import CachingConfigRepository
from hydra.core.global_hydra import GlobalHydra
from omegaconf import OmegaConf

TRIES_PER_TREE = 8
GROUPS = ["db", "model", "server", "server/cache"]
OPTIONS = ["a", "b", "c"]
PACKAGES = ["_global_", "alt", "alt.deep", "_global_.top"]
FEATURES = ["groups", "packages", "override", "optional", "nested"]


class Tree:
    """A tree of configs as texts, with the features that each file uses."""

    def __init__(self, rng):
        self.rng = rng
        self.texts = {}
        self.features_of = {}
        self.features = set()
        # The groups that the primary list has under their own names.
        self.plain = []
        for group in GROUPS:
            for option in OPTIONS:
                self.add(f"{group}/{option}", lambda: self.option(group, option))
        for name in ["a_b", "a_c", "b_b"]:
            self.texts[f"mix/{name}"] = self.body({"mixed": name})
        self.texts["extra"] = self.body({"extra": True})
        self.add("config", self.primary)
        self.add("exp/one", self.experiment)

    def add(self, name, make):
        self.features = set()
        self.texts[name] = make()
        self.features_of[name] = self.features

    def chance(self, share):
        return self.rng.random() < share

    def value(self, depth=0):
        kind = self.rng.random()
        if kind < 0.25:
            return str(self.rng.randint(0, 99))
        if kind < 0.4:
            return self.rng.choice(["0.5", "1e-3", "2.0", "-1.25"])
        if kind < 0.55:
            return self.rng.choice(["true", "false"])
        if kind < 0.65:
            return "null"
        if kind < 0.75 and depth < 2:
            keys = self.rng.sample(["x", "y", "k"], self.rng.randint(1, 2))
            return "{" + ", ".join(f"{key}: {self.value(depth + 1)}" for key in keys) + "}"
        return self.rng.choice(["red", "green", "'7'", "some text"])

    def body(self, marks, keys=("x", "y", "z", "sub")):
        lines = [f"{key}: {json.dumps(value)}" for key, value in marks.items()]
        for key in keys:
            if not self.chance(0.5):
                continue
            if key == "sub":
                lines.append("sub:")
                lines += [f"  {inner}: {self.value()}" for inner in ("m", "n")]
            else:
                lines.append(f"{key}: {self.value()}")
        if self.chance(0.3):
            lines.append("items: [" + ", ".join(self.value(2) for _ in range(2)) + "]")
        return "\n".join(lines) + "\n"

    def option(self, group, option):
        text = ""
        if self.chance(0.12):
            text += f"# @package {self.rng.choice(PACKAGES)}\n\n"
            self.features.add("packages")
        entries = []
        if group == "server" and self.chance(0.6):
            self.features.add("nested")
            package = self.rng.choice(["", "", "@_here_", "@_group_.store", "@own"])
            if package:
                self.features.add("packages")
            entries.append(f"cache{package}: {self.rng.choice(OPTIONS)}")
        if group == "model" and option != "a" and self.chance(0.5):
            self.features.add("nested")
            entries.append("a" if self.chance(0.7) else "/db/a@_here_")
        if group == "db" and self.chance(0.2):
            self.features.add("optional")
            entries.append(f"optional /nothing/there: {option}")
        if entries:
            if self.chance(0.5):
                entries.insert(self.rng.randint(0, len(entries)), "_self_")
            text += self.defaults(entries)
        return text + self.body({f"of_{group.replace('/', '_')}": option})

    def experiment(self):
        self.features.add("override")
        entries = ["_self_"]
        for group in self.plain if self.chance(0.95) else ["db", "model"]:
            if self.chance(0.6):
                entries.append(f"override /{group}: {self.rng.choice(OPTIONS)}")
        return "# @package _global_\n\n" + self.defaults(entries) + self.body({"chosen_by": "one"})

    def primary(self):
        entries = []
        overrides = []
        for group in GROUPS[:3]:
            if self.chance(0.12):
                continue
            self.features.add("groups")
            entries.append(self.entry(group))
        if self.chance(0.3):
            entries.append("extra" if self.chance(0.7) else "extra@alt")
        if self.chance(0.3) and any(e in [f"db: {o}" for o in OPTIONS] for e in entries):
            name = "${db}_" + self.rng.choice("bc")
            entries.append(f"optional mix: {name}" if self.chance(0.7) else f"mix: {name}")
            self.features.add("optional")
        if self.chance(0.4):
            entries.append("exp: one" if self.chance(0.7) else "exp: null")
        if self.chance(0.3):
            entries.append(f"optional local: {self.rng.choice(OPTIONS)}")
            self.features.add("optional")
        self.rng.shuffle(entries)
        if self.chance(0.75):
            entries.insert(self.rng.randint(0, len(entries)), "_self_")
        if not entries:
            entries = ["_self_"]
        if self.chance(0.25):
            self.features.add("override")
            targets = self.plain if self.plain and self.chance(0.95) else GROUPS
            target = self.rng.choice(targets)
            overrides.append(f"override {target}: {self.rng.choice(OPTIONS)}")
        if self.chance(0.15):
            self.features.add("override")
            overrides.append("override hydra/job_logging: disabled")
        asked = "picked: ${hydra:runtime.choices}\n"
        return self.defaults(entries + overrides) + asked + self.body({"primary": 1})

    def entry(self, group):
        package = ""
        if self.chance(0.25):
            package = "@" + self.rng.choice(["first", "first.deep", "_global_"])
            self.features.add("packages")
        kind = self.rng.random()
        if kind < 0.12:
            return f"{group}{package}: [{', '.join(self.rng.sample(OPTIONS, 2))}]"
        if kind < 0.2:
            return f"{group}{package}: null"
        if kind < 0.21:
            return f"{group}{package}: ???"
        if not package and kind >= 0.39:
            self.plain.append(group)
        if kind < 0.31:
            self.features.add("optional")
            option = self.rng.choice(OPTIONS + ["absent"])
            return f"optional {group}{package}: {option}"
        if kind < 0.39:
            return f"{group}/{self.rng.choice(OPTIONS)}{package}"
        return f"{group}{package}: {self.rng.choice(OPTIONS)}"

    @staticmethod
    def defaults(entries):
        return "defaults:\n" + "".join(f"  - {entry}\n" for entry in entries) + "\n"

    def write(self, folder):
        for name, text in self.texts.items():
            path = os.path.join(folder, "conf", name + ".yaml")
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)


def override(rng, tree, features):
    """An override that may or may not fit the tree."""
    group = rng.choice(tree.plain if tree.plain and rng.random() < 0.95 else GROUPS)
    option = rng.choice(OPTIONS)
    kind = rng.random()
    if kind < 0.3:
        features.add("groups")
        return f"{group}={option}"
    if kind < 0.4:
        features.update(["groups", "packages"])
        return f"+{group}@{rng.choice(['more', 'more.deep', '_global_'])}={option}"
    if kind < 0.41:
        features.update(["groups", "packages"])
        return f"{group}@{rng.choice(['first', 'first.deep'])}={option}"
    if kind < 0.5:
        features.add("groups")
        return f"~{group}" if rng.random() < 0.7 else f"~{group}={option}"
    if kind < 0.55:
        features.add("groups")
        return f"{group}=[{','.join(rng.sample(OPTIONS, 2))}]"
    if kind < 0.58:
        features.add("groups")
        return rng.choice(["+exp=one", "exp=one", "+mix=a_b", f"+{group}={option}"])
    key = rng.choice(["x", "y", "z", "sub.m", "db.x", "model.sub.n", "server.z", "primary"])
    value = rng.choice(["5", "text", "null", "true", "1e-2", "{k: 1}", "'quoted'"])
    if kind < 0.7:
        return f"++{key}={value}"
    if kind < 0.8:
        return f"+new_{key.replace('.', '_')}={value}"
    if kind < 0.83:
        return f"+{key}={value}"
    if kind < 0.86:
        return f"~{key}"
    return f"primary={value}" if kind < 0.97 else f"{key}={value}"


def typed(value):
    if value is None:
        return "n:"
    if isinstance(value, bool):
        return "b:true" if value else "b:false"
    if isinstance(value, int):
        return f"i:{value}"
    if isinstance(value, float):
        return f"f:{value}"
    if isinstance(value, list):
        return [typed(item) for item in value]
    if isinstance(value, dict):
        return {str(key): typed(item) for key, item in value.items()}
    return f"s:{value}"


def attempt(tree, overrides):
    try:
        config = compose("config", overrides=overrides, return_hydra_config=True)
    except Exception as error:  # every error of Hydra is one of its answers
        return {"error": type(error).__name__, "message": str(error)}
    choices = OmegaConf.to_container(config.hydra.runtime.choices)
    values = OmegaConf.to_container(config, resolve=False)
    del values["hydra"]
    own = {key: value for key, value in choices.items() if not key.startswith("hydra/")}
    return {"expected_typed": typed(values), "choices": own}


def forget_merges():
    """Keeps what is merged out of Hydra's cache of files.

    Hydra merges into the very config that it caches, so that a file which is composed twice says
    the second time what the whole was the first time.
    """
    load = CachingConfigRepository.load_config
    CachingConfigRepository.load_config = lambda self, config_path: copy.deepcopy(
        load(self, config_path)
    )


def main():
    forget_merges()
    seed, tries, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    warnings.simplefilter("ignore")
    rng = random.Random(seed)
    done = 0
    while done < tries:
        tree = Tree(rng)
        place = os.path.join(folder, f"tree{done}")
        tree.write(place)
        GlobalHydra.instance().clear()
        with initialize_config_dir(os.path.join(place, "conf"), version_base="1.3"):
            for _ in range(min(TRIES_PER_TREE, tries - done)):
                features = set(tree.features_of["config"])
                count = rng.choice([0, 1, 1, 1, 2, 2, 3])
                overrides = [override(rng, tree, features) for _ in range(count)]
                answer = attempt(tree, overrides)
                # `~key` refuses a key that holds null: `exp` takes it out, and its page says so.
                while "Could not delete from config" in answer.get("message", ""):
                    overrides = [text for text in overrides if not text.startswith("~")]
                    answer = attempt(tree, overrides)
                for key, option in answer.get("choices", {}).items():
                    name = f"{key.split('@')[0]}/{option}"
                    features |= tree.features_of.get(name, set())
                print(
                    json.dumps(
                        {
                            "tree": place,
                            "overrides": overrides,
                            "features": sorted(features),
                            **answer,
                        }
                    )
                )
                done += 1


main()
