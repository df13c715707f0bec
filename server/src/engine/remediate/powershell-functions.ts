/** What the lines of a remediation script call. Each sets one thing if it differs, and tells or asks before it does. */

/** Every script has these: one system that cannot be reached does not keep the others from being set. */
export const COMMON = `$ErrorActionPreference = 'Stop'
$caller = $PSCmdlet
$failed = 0

# What cannot be reached is told, and does not keep the rest from being set.
function Invoke-Step([string] $Title, [scriptblock] $Step) {
  try { & $Step }
  catch {
    $script:failed++
    Write-Warning "\${Title}: $($_.Exception.Message)"
  }
}

# Tells (-WhatIf), asks (-Confirm), then does.
function Invoke-Change([string] $Target, [string] $Action, [scriptblock] $Change) {
  if ($caller.ShouldProcess($Target, $Action)) { & $Change }
}
`;

export const REGISTRY = `function Set-BackupServerValue([string] $Key, [string] $Name, [string] $Kind, [object] $Data) {
  Invoke-Step "Registry value $Name" {
    if (($BackupServer -split '\\.')[0] -ne [Environment]::MachineName) {
      throw "this is not $($BackupServer): run the script there, or name this computer by -BackupServer"
    }
    # The 64-bit view, which the backup service reads, also from a 32-bit console.
    $hive = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    $known = $hive.OpenSubKey($Key)
    if ($known -and $known.GetValueNames() -contains $Name) {
      $is = $known.GetValue($Name, $null, 'DoNotExpandEnvironmentNames')
      if ("$($known.GetValueKind($Name))" -eq $Kind -and (@($is) -join ' ') -ceq (@($Data) -join ' ')) { return }
    }
    Invoke-Change "HKLM\\$Key" "set $Name ($Kind) to $Data, until now '$is'" {
      $hive.CreateSubKey($Key).SetValue($Name, $Data, $Kind)
    }
  }
}
`;

export const VSPHERE = `if (-not $global:DefaultVIServers) {
  if (-not $VIServer) { throw 'Name the vCenter server by -VIServer, or connect to it before (Connect-VIServer).' }
  Connect-VIServer -Server $VIServer | Out-Null
}
$vmHosts = @(Get-VMHost)

# By its name in the file, or that with a domain behind it; a name is no pattern here.
function Find-OneHost([string] $Name) {
  $found = @($vmHosts | Where-Object { $_.Name -eq $Name })
  if ($found.Count -eq 0) {
    $found = @($vmHosts | Where-Object { $_.Name.StartsWith("$Name.", [StringComparison]::OrdinalIgnoreCase) })
  }
  if ($found.Count -ne 1) { throw "vCenter knows $($found.Count) hosts of this name" }
  $found[0]
}
`;

export const HOST_FIREWALL = `function Set-HostFirewall([string[]] $HostName, [bool] $Enabled) {
  foreach ($name in $HostName) {
    Invoke-Step "Firewall of host $name" {
      $esx = Find-OneHost $name
      $esxcli = @{ VMHost = $esx; V2 = $true }
      $firewall = (Get-EsxCli @esxcli).network.firewall
      if ("$($firewall.get.Invoke().Enabled)" -eq "$Enabled") { return }
      $change = if ($Enabled) { 'turn on' } else { 'turn off' }
      Invoke-Change $esx.Name "$change the ESXi firewall" {
        $firewall.set.Invoke(@{ enabled = $Enabled }) | Out-Null
      }
    }
  }
}
`;

export const RULESET = `# Whom it lets in is set as a whole, so that there is no moment in which nobody is.
function Set-HostRuleset([string[]] $HostName, [string] $Id, [bool] $Enabled, [string[]] $Allowed) {
  foreach ($name in $HostName) {
    Invoke-Step "Ruleset $Id of host $name" {
      $esx = Find-OneHost $name
      $system = Get-View -Id $esx.ExtensionData.ConfigManager.FirewallSystem
      $ruleset = @($system.FirewallInfo.Ruleset | Where-Object { $_.Key -eq $Id -or $_.Label -eq $Id })
      if ($ruleset.Count -ne 1) { throw 'the host has no such ruleset: see the checklist at the end of this script' }
      $key = $ruleset[0].Key
      $hosts = $ruleset[0].AllowedHosts
      $networks = @($hosts.IpNetwork | Where-Object { $_ } | ForEach-Object { "$($_.Network)/$($_.PrefixLength)" })
      $is = if ($hosts.AllIp) { @('all') } else { @($hosts.IpAddress | Where-Object { $_ }) + $networks }
      if (((@($is) | Sort-Object) -join ' ') -ne (($Allowed | Sort-Object) -join ' ')) {
        $list = New-Object VMware.Vim.HostFirewallRulesetIpList
        $list.AllIp = $Allowed -contains 'all'
        if (-not $list.AllIp) {
          $list.IpAddress = @($Allowed | Where-Object { $_ -notmatch '/' })
          $list.IpNetwork = @($Allowed | Where-Object { $_ -match '/' } | ForEach-Object {
              $network = New-Object VMware.Vim.HostFirewallRulesetIpNetwork
              $network.Network, $network.PrefixLength = $_ -split '/'
              $network
            })
        }
        $spec = New-Object VMware.Vim.HostFirewallRulesetRulesetSpec
        $spec.AllowedHosts = $list
        # Since ESXi 8.0 U2; older ones do not say.
        if ($ruleset[0].IpListUserConfigurable -eq $false) { throw "ESXi keeps fixed whom it lets in, until now: $is" }
        Invoke-Change $esx.Name "let in to ruleset \${key}: $Allowed; until now: $is" { $system.UpdateRuleset($key, $spec) }
      }
      if ($ruleset[0].Enabled -ne $Enabled) {
        $change = if ($Enabled) { 'enable' } else { 'disable' }
        if ($ruleset[0].UserControllable -eq $false) { throw "ESXi does not let anybody $change it" }
        Invoke-Change $esx.Name "$change ruleset $key" {
          if ($Enabled) { $system.EnableRuleset($key) } else { $system.DisableRuleset($key) }
        }
      }
    }
  }
}
`;

export const BACKUP_SERVER = `if (-not (Get-VBRServerSession)) { Connect-VBRServer -Server $BackupServer }

function Find-OneProxy([string] $Name) {
  $found = @(Get-VBRViProxy | Where-Object { $_.Name -eq $Name })
  if ($found.Count -ne 1) { throw "the backup server has $($found.Count) VMware backup proxies named $Name" }
  $found[0]
}
`;

export const PROXY = `function Find-Datastore([string] $Name) {
  $found = Get-VBRServer -Type ESXi | ForEach-Object { Find-VBRViDatastore -Server $_ } |
    Where-Object { $_.Name -eq $Name } | Select-Object -First 1
  if (-not $found) { throw "no ESXi host of the backup server has a datastore named $Name" }
  $found
}

# Only what is given is set. Linux: the server is managed by Set-VBRViLinuxProxy.
function Set-BackupProxy([string] $Name, [string] $TransportMode, [bool] $FailoverToNetwork, [int] $MaxTasks,
  [bool] $Enabled, [string[]] $Datastores, [switch] $EveryDatastore, [switch] $Linux) {
  $given = $PSBoundParameters
  Invoke-Step "Proxy $Name" {
    $proxy = Find-OneProxy $Name
    $settings = @{}
    # The object may call the mode San, as VMware's transport library does.
    $mode = "$($proxy.Options.TransportMode)" -replace '^San$', 'DirectStorageAccess'
    if ($TransportMode -and $mode -ne $TransportMode) { $settings.TransportMode = $TransportMode }
    if ($given.ContainsKey('FailoverToNetwork') -and $proxy.Options.FailoverToNetwork -ne $FailoverToNetwork) {
      $settings.EnableFailoverToNBD = $FailoverToNetwork
    }
    if ($MaxTasks -and $proxy.MaxTasksCount -ne $MaxTasks) { $settings.MaxTasks = $MaxTasks }
    # No documented property tells the datastores that are set: they are set each time.
    if ($EveryDatastore) { $settings.ConnectedDatastoreMode = 'Auto' }
    if ($Datastores) {
      $settings.ConnectedDatastoreMode = 'Manual'
      $settings.Datastore = @($Datastores | ForEach-Object { Find-Datastore $_ })
    }
    if ($settings.Count) {
      $told = ($settings.Keys | Sort-Object | ForEach-Object { "$_ = $(@($settings[$_]) -join ', ')" }) -join '; '
      Invoke-Change $proxy.Name "set $told" {
        if ($Linux) { Set-VBRViLinuxProxy -Proxy $proxy @settings | Out-Null }
        else { Set-VBRViProxy -Proxy $proxy @settings | Out-Null }
      }
    }
    if ($given.ContainsKey('Enabled') -and $proxy.IsDisabled -eq $Enabled) {
      $change = if ($Enabled) { 'enable' } else { 'disable' }
      Invoke-Change $proxy.Name "$change the proxy" {
        if ($Enabled) { Enable-VBRViProxy -Proxy $proxy | Out-Null } else { Disable-VBRViProxy -Proxy $proxy | Out-Null }
      }
    }
  }
}
`;

export const STORAGE = `# Adding it starts its discovery, in which the backup server opens the controllers for itself.
function Add-StorageSystem([string] $Name, [string] $Address, [string[]] $Proxies, [switch] $EveryProxy) {
  Invoke-Step "HyperFlex system $Name" {
    $access = @{}
    if ($Proxies) { $access.Proxy = @($Proxies | ForEach-Object { Find-OneProxy $_ }) }
    $known = @(Get-HyperFlexHost | Where-Object { $_.Name -eq $Address -or $_.Name -eq $Name })
    if ($known.Count -gt 1) { throw "the backup server has $($known.Count) systems of this name" }
    if ($known.Count -eq 0) {
      $credentials = @(Get-VBRCredentials | Where-Object { $_.Name -eq $HyperFlexCredentials })
      if ($credentials.Count -ne 1) { throw 'name its credentials record in Veeam by -HyperFlexCredentials' }
      Invoke-Change $Address "add $Name to the backup infrastructure" {
        Add-HyperFlexHost -Name $Address -Credentials $credentials[0] @access | Out-Null
      }
    }
    # No documented property tells the proxies that are set: they are set each time.
    elseif ($EveryProxy) {
      Invoke-Change $known[0].Name 'let every proxy read from it' {
        Set-HyperFlexHost -Host $known[0] -EnableProxyAutoSelection | Out-Null
      }
    }
    elseif ($Proxies) {
      Invoke-Change $known[0].Name "let only these proxies read from it: $Proxies" {
        Set-HyperFlexHost -Host $known[0] @access | Out-Null
      }
    }
  }
}
`;

/** At the end: a run that did not set everything is told from one that did. A dry run has told all that it could. */
export const END = `if ($failed -and -not $WhatIfPreference) { throw "$failed of the steps could not be done: see the warnings." }
`;
