# What can be done here: `make help`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

PYTHON ?= python3
ISSUES ?= issues
OUTPUT ?= _site
VENV := .venv
INSTALLED := $(VENV)/.installed
TESTABLE := $(VENV)/.testable
PATH_OF_CHROMIUM := $$(command -v "$${CHROMIUM:-chromium}" || command -v chromium-browser || command -v google-chrome || true)

# System packages are installed only where that needs no password.
define apt_install
	if [ "$$(id -u)" = 0 ]; then as_root=; elif sudo -n true 2>/dev/null; then as_root="sudo -n"; else as_root=no; fi; \
	if [ "$$as_root" = no ] || ! command -v apt-get >/dev/null; then \
	  echo "请先安装：$(1)" >&2; \
	else \
	  $$as_root apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y -qq --no-install-recommends $(1) >/dev/null; \
	fi
endef

PIP := $(VENV)/bin/python -m pip --disable-pip-version-check

# A virtual environment with pip in it: the one that is there, or a new one.
define with_pip
	if ! $(VENV)/bin/python -m pip --version >/dev/null 2>&1 && ! $(VENV)/bin/python -m ensurepip >/dev/null 2>&1; then \
	  rm -rf $(VENV); \
	  $(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
	    rm -rf $(VENV); \
	    $(call apt_install,python3-venv); \
	    $(PYTHON) -m venv $(VENV); \
	  }; \
	fi
endef

.PHONY: help site test browser clean

help: ## 显示这份说明
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(INSTALLED) ## 安装所需的程序，由 issues/ 生成网站，写到 _site/
	@$(VENV)/bin/python build.py --issues "$(ISSUES)" --output "$(OUTPUT)"
	@echo "网站在 $$(cd "$(OUTPUT)" && pwd)，打开其中的 index.html 即可查看"

test: $(TESTABLE) browser ## 检查代码并运行全部测试
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check --quiet .
	$(VENV)/bin/mypy
	$(VENV)/bin/python -m pytest -q -n auto --dist loadfile
	$(VENV)/bin/python -m tools.mutants --every 10
	@$(MAKE) --no-print-directory scripts

# The scripts of the pages: format, lint, types, unit tests. A machine that only builds sites has no Node; CI always has.
.PHONY: scripts
scripts: ## 检查网页脚本和样式（需要 Node.js）
	@if [ -n "$${CI:-}" ] && ! command -v npm >/dev/null; then $(call apt_install,nodejs npm); fi
	@if command -v npm >/dev/null; then npm ci --silent && npm run --silent check; else echo "没有 Node.js，没有检查网页脚本"; fi

.PHONY: cover
cover: $(TESTABLE) browser ## 运行测试，列出没有测到的程序行
	$(VENV)/bin/python -m pytest -q -n auto --dist loadfile --cov=gazette_site --cov-report=term-missing:skip-covered

FUZZ ?= 20000
SECONDS_EACH ?= 60
.PHONY: fuzz
fuzz: $(TESTABLE) ## 用随机造的公报、附带文件、设置和 PDF 试验程序，FUZZ=每项试多少个
	FUZZ=$(FUZZ) $(VENV)/bin/python -m pytest -q -n auto tests/fuzz tests/test_growth.py
	@for target in reader sidecar settings pdf download query; do $(VENV)/bin/python -m tests.fuzz.guided $$target $(SECONDS_EACH); done

.PHONY: mutants
EVERY ?= 1
mutants: $(TESTABLE) ## 往程序里放进错误，看测试能不能发现（EVERY=10 只试十分之一）
	@$(VENV)/bin/python -m tools.mutants --every $(EVERY)

BENCH ?=
.PHONY: bench
bench: $(TESTABLE) ## 量一量整个生成要用多少处理器时间（BENCH="1000 --rounds 5"；BENCH=--large 加上一万件）
	@$(VENV)/bin/python -m benchmarks.whole $(BENCH)

.PHONY: shots
shots: $(TESTABLE) browser ## 给每种网页照相（手机、平板、电脑、深色、大字、打印），写到 _shots/
	@$(VENV)/bin/python -m tools.shots "$(ISSUES)"

.PHONY: audit licences modules
ADVISORIES ?=
audit: $(TESTABLE) ## 查所用的程序有没有已知的漏洞（ADVISORIES=文件夹 用本地的漏洞库）
	@if [ -z "$(ADVISORIES)" ] && [ ! -x .venv-audit/bin/pip-audit ]; then \
	  { $(PYTHON) -m venv .venv-audit && \
	    .venv-audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.lock; \
	  } >/dev/null 2>&1 || true; \
	fi
	@$(VENV)/bin/python -m tools.audit --database "$(ADVISORIES)"

modules: $(TESTABLE) ## 把每个模块的说明写进 docs/modules.md
	@$(VENV)/bin/python -m tools.modules

licences: $(TESTABLE) ## 把所用程序的许可写进 docs/licences.md
	@$(VENV)/bin/python -m tools.licences

.PHONY: verify sign
verify: ## 核对 _site/ 的每个文件与清单是否一致
	@cd "$(OUTPUT)" && sha256sum --check --strict --quiet manifest-sha256.txt && echo "与清单一致"

sign: ## 用 KEY=私钥文件 给清单签名（ssh-keygen），签名写在清单旁边
	@test -n "$(KEY)" || { echo "请写明私钥：make sign KEY=~/.ssh/id_ed25519" >&2; exit 2; }
	@rm -f "$(OUTPUT)/manifest-sha256.txt.sig"
	@ssh-keygen -q -Y sign -f "$(KEY)" -n gazette-site "$(OUTPUT)/manifest-sha256.txt"

clean: ## 删去生成的网站和安装的程序
	rm -rf "$(VENV)" .venv-audit _site _site.new _site.old _site.lock _report _shots node_modules .coverage .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A browser and Chinese fonts for the tests that look at pages; for CI also the server that most use.
browser:
	@if [ -z "$(PATH_OF_CHROMIUM)" ]; then $(call apt_install,chromium); fi
	@if [ -n "$${CI:-}" ] && ! command -v nginx >/dev/null && [ ! -x /usr/sbin/nginx ]; then $(call apt_install,nginx-light); fi
	@if ! fc-list :lang=zh 2>/dev/null | grep -q .; then $(call apt_install,fontconfig fonts-noto-cjk); fi

# What a site needs is small and goes in first. Taken out again is what only installs (pip, setuptools: 27 MB) or colours programs
# (pygments, which rich asks for and a build never loads: 10 MB).
$(INSTALLED): requirements.lock
	@$(call with_pip)
	@$(PIP) install --quiet --require-hashes -r requirements.lock
	@$(PIP) uninstall --quiet --yes pygments setuptools pip 2>/dev/null
	@touch $@

# What the tests need besides: a browser's driver, a typesetter, checkers.
$(TESTABLE): requirements-dev.lock
	@$(call with_pip)
	@$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@ $(INSTALLED)

.PHONY: ocr
ocr: $(INSTALLED) requirements-ocr.lock ## 安装认字的程序（约 350 MB），扫描成的公报才读得出
	@$(call with_pip)
	@$(PIP) install --quiet --require-hashes -r requirements-ocr.lock

.PHONY: cluster
cluster: $(INSTALLED) requirements-cluster.lock ## 安装 Dask，几台机器一起生成（--cluster）
	@$(call with_pip)
	@$(PIP) install --quiet --require-hashes -r requirements-cluster.lock
