@echo off
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set "PYTHONUTF8=1"
set "PY=.venv\Scripts\python.exe"
set "LOCK=.venv\requirements.lock"
rem Chinese words stand in lines of echo only, and nothing jumps: an old cmd miscounts bytes of UTF-8 when it looks for a label.

if not exist "%PY%" (
  echo 第一次使用，正在准备……
  py -3 -m venv .venv 2>nul || python -m venv .venv
)
if not exist "%PY%" (
  echo.
  echo 没有找到 Python。请从 https://www.python.org/downloads/windows/ 安装 Python 3.11、3.12 或 3.13，
  echo 安装时勾选 Add python.exe to PATH，装好以后再双击这个文件。
  pause
  exit /b 2
)

fc /b requirements.lock "%LOCK%" >nul 2>nul || (
  echo 正在安装所需的程序，要连网，大约几分钟……
  del /q "%LOCK%" 2>nul
  "%PY%" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && copy /y requirements.lock "%LOCK%" >nul
)
if not exist "%LOCK%" (
  echo.
  echo 没有装成。请看上面的话，查网络以后再双击这个文件。
  pause
  exit /b 2
)

"%PY%" build.py
set "STATUS=%ERRORLEVEL%"
rem Only a build that began has a report of its own: 2 means that settings or folders were wrong, and the report is an old one.
if not "%STATUS%"=="2" if exist "_report\index.html" start "" "_report\index.html"
if not "%STATUS%"=="0" (
  echo.
  echo 没有完成，没有发布任何改动。请照上面的话（浏览器里有报告的，照报告）改好，再双击这个文件。
  pause
  exit /b %STATUS%
)

echo.
echo 报告在浏览器里打开了。看过以后在这里回答；现在不发布的，直接按回车。
"%PY%" build.py publish
set "STATUS=%ERRORLEVEL%"
pause
exit /b %STATUS%
