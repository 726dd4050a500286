# To be sourced from the project's root: afterwards `npm` and `node` are on the path.
if ! npm --version >/dev/null 2>&1; then
    PATH="$PWD/.venv/bin:$PATH"
    export PATH
    if ! npm --version >/dev/null 2>&1; then
        .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements/node.txt
    fi
fi
