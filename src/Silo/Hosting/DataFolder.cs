using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Hosting;

/// <summary>
/// A node's own folder: locked while the node runs, so that two processes never share it. Keeps what the node needs again: its ports, and for
/// others where it is reached.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // How the systems say that a lock is held: EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION.
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);

    // Who only looks holds it for a moment.
    private const int Attempts = 5;
    private static readonly TimeSpan _betweenAttempts = TimeSpan.FromMilliseconds(50);

    private const int LowestDrawn = 20_000;
    private const int HighestDrawn = 32_000;

    private readonly string _path;
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (_path, _lock) = (path, held);

    private string InvitationFile => Path.Combine(_path, "first-invitation.txt");

    /// <summary>Takes the folder, which is made when it is not there.</summary>
    /// <exception cref="SettingsException">Another process has it, or it cannot be written.</exception>
    public static async Task<DataFolder> Open(Settings settings, CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(settings.Data);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"{SettingNames.Data}: the folder {settings.Data} cannot be made: {fault.Message}"]);
        }

        return await Take(settings.Data, ct) is { } held
            ? new DataFolder(settings.Data, held)
            : throw new SettingsException([$"The data folder {settings.Data} is in use by {HolderOf(settings.Data)}. Each node needs a folder of its own ({SettingNames.Data})."]);
    }

    /// <summary>Whether a process holds the folder.</summary>
    public static bool IsInUse(string path)
    {
        if (!Directory.Exists(path))
        {
            return false;
        }

        // Shared with others who only look, and no longer than a moment: a node that starts meanwhile tries again.
        using var held = File.Exists(LockFile(path)) ? TryLock(path, FileMode.Open, FileAccess.Read, FileShare.Read) : null;
        return held is null && File.Exists(LockFile(path));
    }

    /// <summary>The node that holds the folder, as it wrote itself down; null when there is none or it is still starting.</summary>
    public static NodeCard? CardOf(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(CardFile(path)), NodeJson.Default.NodeCard);
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes down for commands on this machine where the node is and how to speak to it.</summary>
    public void Publish(NodeCard card) => Write(CardFile(_path), JsonSerializer.SerializeToUtf8Bytes(card, NodeJson.Default.NodeCard));

    /// <summary>Keeps the first administrator's code, alone, for the operator's scripts.</summary>
    public void KeepInvitation(string code) => Write(InvitationFile, Encoding.UTF8.GetBytes(code));

    /// <summary>There is an administrator: the code is of no use any more.</summary>
    public void RemoveInvitation() => File.Delete(InvitationFile);

    /// <summary>The silo's ports: set, or the kept ones, or free ones that are kept from now on (D14).</summary>
    public (int Silo, int Gateway) Ports(Settings settings)
    {
        var file = Path.Combine(_path, "ports.json");
        var kept = Kept(file);
        var silo = Port(settings.SiloAddress, settings.SiloPort, kept?.Silo);
        var gateway = Port(settings.SiloAddress, settings.GatewayPort, kept?.Gateway);
        Write(file, JsonSerializer.SerializeToUtf8Bytes(new NodePorts(silo, gateway), NodeJson.Default.NodePorts));
        return (silo, gateway);
    }

    public void Dispose()
    {
        File.Delete(CardFile(_path));
        _lock.Dispose();
    }

    private static int Port(IPAddress address, int set, int? kept) =>
        set != 0 ? set : kept is { } port && IsFree(address, port) ? port : Free(address);

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Below the ports that systems give to connections that go out (32768 and above), one of which would take a port that is free now before
    // the silo listens on it; drawn by chance, so that nodes that start together do not draw the same.
    private static int Free(IPAddress address)
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(LowestDrawn, HighestDrawn);
            if (IsFree(address, port))
            {
                return port;
            }
        }
    }

    private static NodePorts? Kept(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), NodeJson.Default.NodePorts);
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            return null;
        }
    }

    // Renamed into place, so that nobody reads half of it; for the owner only, because it may hold a secret.
    private static void Write(string file, byte[] content)
    {
        var beside = file + ".new";
        File.WriteAllBytes(beside, []);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(beside, OwnerOnly);
        }

        File.WriteAllBytes(beside, content);

        File.Move(beside, file, overwrite: true);
    }

    private static async Task<FileStream?> Take(string path, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var held = TryLock(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                if (held is not null || attempt == Attempts)
                {
                    return held;
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new SettingsException([$"{SettingNames.Data}: the folder {path} cannot be written: {fault.Message}"]);
            }

            await Task.Delay(_betweenAttempts, TimeProvider.System, ct);
        }
    }

    // Null: another process has it. Whatever else is wrong is no lock.
    private static FileStream? TryLock(string path, FileMode mode, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(LockFile(path), mode, access, share);
        }
        catch (IOException fault) when (fault.HResult is WouldBlock or WouldBlockOnMac or SharingViolation)
        {
            return null;
        }
    }

    private static string HolderOf(string path) => CardOf(path) is { } card ? $"process {card.Process} ({card.OperationsUrl})" : "another process";

    private static string LockFile(string path) => Path.Combine(path, "lock");

    private static string CardFile(string path) => Path.Combine(path, "node.json");
}
