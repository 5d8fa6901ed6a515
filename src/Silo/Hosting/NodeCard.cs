using System.Text.Json.Serialization;

namespace Skiller.Silo.Hosting;

/// <summary>A running node as commands on the same machine find it.</summary>
/// <param name="Process">Its process id.</param>
/// <param name="OperationsUrl">Where its operations are.</param>
/// <param name="Secret">What a command shows there, in hexadecimal digits.</param>
internal sealed record NodeCard(int Process, Uri OperationsUrl, string Secret);

/// <summary>The silo's own two ports, kept from start to start (D14).</summary>
internal sealed record NodePorts(int Silo, int Gateway);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(NodeCard))]
[JsonSerializable(typeof(NodePorts))]
internal sealed partial class NodeJson : JsonSerializerContext;
