using System.Text;

namespace Skiller.Tests.Processes.Crash;

/// <summary>The settings of nodes under a crash run: a simulation without limits, with cheap passwords.</summary>
internal static class CrashSettings
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Skiller__AllowSimulation"] = "true",
        ["Skiller__PasswordIterations"] = "1000",
    };

    public static async Task<string> FirstInvitation(Node node, CancellationToken ct)
    {
        var file = Path.Combine(node.DataFolder, "first-invitation.txt");
        var start = TimeProvider.System.GetTimestamp();
        while (!File.Exists(file))
        {
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(30))
            {
                throw new InvalidOperationException($"There is no first invitation:\n{node.Output}");
            }

            await Task.Delay(50, ct);
        }

        return (await File.ReadAllTextAsync(file, ct)).Trim();
    }

    public static string Text(object value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : (string)value;
}
