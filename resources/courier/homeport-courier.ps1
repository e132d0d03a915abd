# Homeport courier for Windows.
#
# Carries the hardware facts of this machine to Homeport without a network:
#   1. Copy this file to the machine, for example on a USB stick.
#   2. Run:  powershell -ExecutionPolicy Bypass -File homeport-courier.ps1
#   3. Bring the file it writes, homeport-inventory-NAME.json, back and import it in Homeport.
#
# What it does: asks Windows for the classes listed below, runs nvidia-smi if it is there, and writes what they say into
# one text file that you can read before you carry it. It opens no connection, changes nothing, and needs no
# administrator's rights. What it could not read stands in the file and is printed at the end.
# The file holds a SHA-256 digest of its contents, so that Homeport notices any change on the way.

param([string]$Out = '')

$ErrorActionPreference = 'SilentlyContinue'
$readings = New-Object System.Collections.ArrayList
$missing = New-Object System.Collections.ArrayList

function Add-Reading([string]$Name, [string]$Text) {
  [void]$readings.Add([ordered]@{ name = $Name; text = $Text })
}

function Add-Gap([string]$Name, [string]$Code) {
  [void]$readings.Add([ordered]@{ name = $Name; gap = $Code })
  [void]$missing.Add("  $Name ($Code)")
}

# The same classes and properties that Homeport asks for on the machine it runs on.
$facts = @{
  system     = (Get-CimInstance Win32_OperatingSystem | Select-Object Caption, Version, FreePhysicalMemory)
  computer   = (Get-CimInstance Win32_ComputerSystem | Select-Object Manufacturer, Model, TotalPhysicalMemory, HypervisorPresent)
  processors = @(Get-CimInstance Win32_Processor | Select-Object Name, NumberOfCores, NumberOfLogicalProcessors)
  modules    = @(Get-CimInstance Win32_PhysicalMemory | Select-Object Capacity, ConfiguredClockSpeed, SMBIOSMemoryType)
  disks      = @(Get-PhysicalDisk | Select-Object DeviceId, FriendlyName, Size, MediaType)
  video      = @(Get-CimInstance Win32_VideoController | Select-Object Name, AdapterCompatibility, AdapterRAM, DriverVersion, PNPDeviceID)
}
if ($facts.system -eq $null -and $facts.computer -eq $null) { Add-Gap 'powershell Get-CimInstance' 'failed' }
else { Add-Reading 'powershell Get-CimInstance' ($facts | ConvertTo-Json -Depth 4 -Compress) }

# nvidia-smi knows the true memory of NVIDIA's cards. Only these two places are looked at.
$smi = @("$env:SystemRoot\System32\nvidia-smi.exe", "$env:ProgramFiles\NVIDIA Corporation\NVSMI\nvidia-smi.exe") |
  Where-Object { Test-Path $_ } | Select-Object -First 1
if ($smi -eq $null) { Add-Gap 'nvidia-smi' 'not-found' }
else {
  $lines = & $smi '--query-gpu=name,memory.total,driver_version,pci.bus_id' '--format=csv,noheader,nounits' 2>$null
  if ($LASTEXITCODE -eq 0) { Add-Reading 'nvidia-smi' (($lines -join "`n") + "`n") } else { Add-Gap 'nvidia-smi' 'failed' }
}

$name = ($env:COMPUTERNAME -replace '[^A-Za-z0-9.-]', '_')
if ($name.Length -gt 60) { $name = $name.Substring(0, 60) }
if ($Out -eq '') { $Out = Join-Path (Get-Location).Path "homeport-inventory-$name.json" }

$inventory = [ordered]@{
  takenAt      = (Get-Date).ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
  host         = $name
  system       = 'win32'
  architecture = [string]$env:PROCESSOR_ARCHITECTURE
  readings     = @($readings)
}
$body = ($inventory | ConvertTo-Json -Depth 6) -replace "`r`n", "`n"

# The digest is of everything between the line "inventory": and the last brace.
$utf8 = New-Object System.Text.UTF8Encoding $false
$hash = [System.Security.Cryptography.SHA256]::Create().ComputeHash($utf8.GetBytes($body))
$digest = 'sha256:' + (($hash | ForEach-Object { $_.ToString('x2') }) -join '')
$text = "{`"schema`":`"homeport/courier/1`",`n`"digest`":`"$digest`",`n`"inventory`":`n" + $body + "`n}`n"
try { [System.IO.File]::WriteAllText($Out, $text, $utf8) }
catch {
  Write-Output "Cannot write $Out. Run this where you may write, or name a file: -Out FILE"
  exit 1
}

Write-Output "Written: $Out"
Write-Output "Digest:  $digest"
if ($missing.Count -gt 0) { Write-Output 'Not read:'; $missing | ForEach-Object { Write-Output $_ } }
