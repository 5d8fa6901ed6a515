using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Skiller.Tests.Faults.Harness;

/// <summary>
/// A network of its own for each silo, joined by a bridge, between which packets can be dropped: namespaces, virtual cables and iptables of Linux,
/// which only root may make.
/// </summary>
internal sealed class Namespaces : IAsyncDisposable
{
    private const int First = 11;
    private readonly string _name;
    private readonly int _count;

    private readonly int _net = Environment.ProcessId % 250;

    private Namespaces(string name, int count) => (_name, _count) = (name, count);

    /// <summary>The bridge's own address, under which the namespaces reach this machine.</summary>
    public IPAddress Here => IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"10.213.{_net}.1"));

    /// <summary>Why there can be none; null: there can.</summary>
    public static string? Missing { get; } = Look();

    public static async Task<Namespaces> Make(int count)
    {
        var made = new Namespaces(string.Create(CultureInfo.InvariantCulture, $"skf{Environment.ProcessId % 10_000}"), count);
        await Run("ip", $"link add {made._name} type bridge");
        await Run("ip", $"addr add {made.Here}/24 dev {made._name}");
        await Run("ip", $"link set {made._name} up");
        for (var i = 0; i < count; i++)
        {
            var (space, cable) = (made.Space(i), $"{made._name}v{i}");
            await Run("ip", $"netns add {space}");
            await Run("ip", $"link add {cable} type veth peer name eth0 netns {space}");
            await Run("ip", $"link set {cable} master {made._name} up");
            await Run("ip", $"-n {space} addr add {made.Address(i)}/24 dev eth0");
            await Run("ip", $"-n {space} link set eth0 up");
            await Run("ip", $"-n {space} link set lo up");
        }

        return made;
    }

    public IPAddress Address(int silo) => IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"10.213.{_net}.{First + silo}"));

    /// <summary>What a process is started through to be in a silo's network.</summary>
    public IReadOnlyList<string> Through(int silo) => ["ip", "netns", "exec", Space(silo)];

    /// <summary>Drops what one silo sends to another.</summary>
    public Task Cut(int from, int to) => Run("ip", $"netns exec {Space(from)} iptables -A OUTPUT -d {Address(to)} -j DROP");

    /// <summary>Drops that share of what a silo receives from the others.</summary>
    public Task Lose(int silo, double share) => Run("ip", string.Create(
        CultureInfo.InvariantCulture, $"netns exec {Space(silo)} iptables -A INPUT -s {Address(0)}/28 -m statistic --mode random --probability {share} -j DROP"));

    /// <summary>Lets packets be so large at most.</summary>
    public Task Shrink(int silo, int bytes) => Run("ip", $"-n {Space(silo)} link set eth0 mtu {bytes}");

    /// <summary>Lets a silo send so many bits a second.</summary>
    public Task Slow(int silo, string rate) => Run("ip", $"netns exec {Space(silo)} tc qdisc replace dev eth0 root tbf rate {rate} burst 16kb latency 400ms");

    /// <summary>All as it was.</summary>
    public async Task Heal()
    {
        const int usual = 1_500;
        for (var i = 0; i < _count; i++)
        {
            await Run("ip", $"netns exec {Space(i)} iptables -F");
            await Run("ip", $"netns exec {Space(i)} tc qdisc del dev eth0 root", mayFail: true);
            await Shrink(i, usual);
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < _count; i++)
        {
            await Run("ip", $"netns del {Space(i)}", mayFail: true);
        }

        await Run("ip", $"link del {_name}", mayFail: true);
    }

    private static string? Look()
    {
        if (Environment.UserName != "root" || !OperatingSystem.IsLinux())
        {
            return "only root makes network namespaces";
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        return new[] { "ip", "iptables", "tc" }.FirstOrDefault(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program)))) is { } missing
            ? $"{missing} is not installed (Debian: apt-get install iproute2 iptables)"
            : null;
    }

    private static async Task Run(string program, string words, bool mayFail = false)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words.Split(' ')) { UseShellExecute = false, RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 && !mayFail)
        {
            throw new InvalidOperationException($"{program} {words}: {errors}");
        }
    }

    private string Space(int silo) => string.Create(CultureInfo.InvariantCulture, $"{_name}n{silo}");
}
