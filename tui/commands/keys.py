"""`newsreader keys`: prints the table of keys."""

from pathlib import Path

from tui.commands.arguments import parser


def main(arguments: list[str]) -> int:
    """Run the command with its arguments; return the exit status."""
    options = parser("keys", "Print the table of keys; each letter also works on an Arabic keyboard layout.")
    options.add_argument("path", nargs="?", type=Path, help="with the labels of this corpus (default: the usual ones)")
    options.add_argument("--markdown", action="store_true", help="as a page of the documentation")
    given = options.parse_args(arguments)

    from annotations.project.defaults import DEFAULT_LABELS
    from tui.keys.actions import key_table, key_table_markdown, reserved_keys
    from tui.language.catalogue import ISOLATES

    labels, plain = DEFAULT_LABELS, dict.fromkeys(map(ord, ISOLATES))  # many terminals would show them
    if given.path is not None:
        from annotations.workspace.workspace import Workspace

        with Workspace.open(given.path, writable=False, reserved_keys=reserved_keys()) as workspace:
            labels = workspace.labels
    if given.markdown:
        print(key_table_markdown(labels).translate(plain), end="")
        return 0
    for group, rows in key_table(labels):
        print(f"{group}")
        for keys, description in rows:
            print(f"  {keys:<24}{description}".translate(plain))
    return 0
